import { parseModule } from '../../../js/parse.ts';
import { ancestorsOf, directoryOf, joinPath } from '../../../js/paths.ts';
import { child, children, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { SourceTree } from '../../recipe.ts';
import { packageName } from './resolve-require.ts';

/** A package as it is installed next to the code. */
export interface InstalledPackage {
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** The package that a file's `require` finds, as far as its package.json was read. */
export function installedPackage(tree: SourceTree, from: string, name: string): InstalledPackage | null {
  for (const folder of installFolders(from, name)) {
    const text = tree.installed?.get(`${folder}/package.json`);
    if (text === undefined) continue;
    try {
      return { folder, manifest: JSON.parse(text) as Record<string, unknown> };
    } catch {
      return null;
    }
  }
  return null;
}

/** Where Node looks for a package, nearest first. */
export function installFolders(from: string, name: string): string[] {
  return ancestorsOf(directoryOf(from)).map((directory) =>
    directory === '.' ? `node_modules/${name}` : `${directory}/node_modules/${name}`,
  );
}

/** The file of a package that `import` or `require` of the specifier gets, and whether that is an ES module. */
export interface InstalledEntry {
  readonly path: string;
  readonly esm: boolean;
}

export function installedEntry(
  found: InstalledPackage,
  specifier: string,
  kind: 'import' | 'require',
): InstalledEntry | null {
  const { folder, manifest } = found;
  const rest = specifier.slice(packageName(specifier).length + 1);
  const { exports } = manifest;
  let target: string | null;
  if (exports !== undefined && exports !== null) target = fromExports(exports, rest === '' ? '.' : `./${rest}`, kind);
  else if (rest !== '') target = rest;
  else target = typeof manifest['main'] === 'string' && manifest['main'] !== '' ? manifest['main'] : 'index.js';
  const path = target === null ? null : joinPath(folder, target);
  if (path === null) return null;
  return {
    path,
    esm: path.endsWith('.mjs') || (manifest['type'] === 'module' && !path.endsWith('.cjs') && !path.endsWith('.json')),
  };
}

function fromExports(exports: unknown, subpath: string, kind: 'import' | 'require'): string | null {
  const keyed =
    typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key.startsWith('.'));
  if (!keyed) return subpath === '.' ? pick(exports, kind) : null;
  const map = exports as Record<string, unknown>;
  if (subpath in map) return pick(map[subpath], kind);
  for (const [key, value] of Object.entries(map)) {
    const [before, after] = key.split('*') as [string, string | undefined];
    if (after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after)) continue;
    const star = subpath.slice(before.length, subpath.length - after.length);
    return pick(value, kind)?.replaceAll('*', star) ?? null;
  }
  return null;
}

function pick(value: unknown, kind: 'import' | 'require'): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((each) => pick(each, kind)).find((each) => each !== null) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [condition, each] of Object.entries(value)) {
    if (![kind, 'node', 'module-sync', 'default', 'node-addons'].includes(condition)) continue;
    const found = pick(each, kind);
    if (found !== null) return found;
  }
  return null;
}

export interface EsmNames {
  readonly names: ReadonlySet<string>;
  /** `export * from` makes names that are not seen here. */
  readonly open: boolean;
}

/** What an ES module exports, by its text. */
export function esmNames(path: string, text: string): EsmNames | null {
  const parsed = parseModule(path.endsWith('.mjs') ? path : `${path}.mjs`, text);
  if (!parsed.ok) return null;
  const names = new Set<string>();
  let open = false;
  for (const statement of parsed.module.program.body as unknown as readonly JsNode[]) {
    if (statement.type === 'ExportDefaultDeclaration') names.add('default');
    if (statement.type === 'ExportAllDeclaration') {
      const exported = nameOf(child(statement, 'exported'));
      if (exported === null) open = true;
      else names.add(exported);
    }
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const specifier of children(statement, 'specifiers')) names.add(nameOf(child(specifier, 'exported')) ?? '');
    const declaration = child(statement, 'declaration');
    const own = declaration ? nameOf(child(declaration, 'id')) : null;
    if (own !== null) names.add(own);
    for (const declarator of declaration ? children(declaration, 'declarations') : []) {
      const id = child(declarator, 'id');
      if (id?.type === 'Identifier') names.add(nameOf(id) ?? '');
      for (const property of id ? children(id, 'properties') : [])
        names.add(nameOf(child(property, 'value') ?? child(property, 'key')) ?? '');
    }
  }
  return { names, open };
}
