import type { SourceTree } from '@iama/engine/recipe/recipe';

/** What test discovery needs of a `package.json`. `folder` is `.` for the root. */
export interface PackageManifest {
  readonly folder: string;
  readonly name: string | null;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
  /** Globs of member packages, with `!` for exclusions. */
  readonly workspaces: readonly string[];
}

/** Null when there is no manifest, or none that parses. */
export function readManifest(tree: SourceTree, folder: string): PackageManifest | null {
  const at = (name: string): string => (folder === '.' ? name : `${folder}/${name}`);
  const text = tree.files.get(at('package.json'));
  if (text === undefined) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const manifest = recordOf(json);
  const dependencies = new Set(
    ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) =>
      Object.keys(recordOf(manifest[field])),
    ),
  );
  return {
    folder,
    name: typeof manifest['name'] === 'string' ? manifest['name'] : null,
    scripts: stringsOf(recordOf(manifest['scripts'])),
    dependencies,
    workspaces: [...workspaceGlobs(manifest['workspaces']), ...pnpmGlobs(tree.files.get(at('pnpm-workspace.yaml')))],
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function stringsOf(record: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function workspaceGlobs(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : recordOf(value)['packages'];
  return Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : [];
}

/** The list under `packages:`; the file holds little else, so no YAML parser is needed. */
function pnpmGlobs(text: string | undefined): readonly string[] {
  const block = /^packages:\s*\n((?:[ \t]*(?:-.*|#.*)?\n?)*)/m.exec(text ?? '')?.[1] ?? '';
  return [...block.matchAll(/^[ \t]*-[ \t]*['"]?([^'"\n#]+?)['"]?[ \t]*(?:#.*)?$/gm)].map((match) => match[1] ?? '');
}

/** Folders of the member packages of a monorepo's root. */
export function memberFolders(root: PackageManifest, tree: SourceTree): readonly string[] {
  const include = root.workspaces.filter((glob) => !glob.startsWith('!')).map(globExpression);
  const exclude = root.workspaces.filter((glob) => glob.startsWith('!')).map((glob) => globExpression(glob.slice(1)));
  const members: string[] = [];
  for (const path of tree.paths) {
    if (!path.endsWith('/package.json') || /(^|\/)node_modules\//.test(path)) continue;
    const folder = path.slice(0, -'/package.json'.length);
    if (include.some((each) => each.test(folder)) && !exclude.some((each) => each.test(folder))) members.push(folder);
  }
  return members.toSorted();
}

function globExpression(glob: string): RegExp {
  const pattern = glob
    .replace(/^\.\//, '')
    .replace(/\/+$/, '')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*/g, '\0')
    .replace(/\*/g, '[^/]*')
    .replaceAll('\0', '.*');
  return new RegExp(`^${pattern}$`);
}
