import { baseNameOf, directoryOf, joinPath } from './paths.ts';

/** Extensions that an import may leave out, in the order bundlers and TypeScript try them. */
const EXTENSIONS = [
  'ts',
  'tsx',
  'mts',
  'cts',
  'd.ts',
  'd.mts',
  'd.cts',
  'js',
  'jsx',
  'mjs',
  'cjs',
  'json',
  'vue',
  'svelte',
  'node',
];
const CODE_SUFFIX = /\.(?:d\.)?(?:[cm]?[jt]s|[jt]sx)$/;
/** `./button` may mean `button.ios.ts` on one platform and `button.web.ts` on another: all of them are meant. */
const PLATFORM = /^(?:ios|android|native|web|windows|macos|browser|node|server|client|worker|edge|deno|bun)$/;

/** Which files a path without extension may mean. */
export interface FileIndex {
  readonly paths: ReadonlySet<string>;
  /** The file at `path` or what `path` stands for (extension left out, `.js` for `.ts`, a folder's index); best first. */
  find(path: string): readonly string[];
}

export function indexFiles(paths: ReadonlySet<string>): FileIndex {
  const byStem = new Map<string, string[]>();
  for (const path of paths) {
    const stem = stemOf(path);
    if (stem !== null) byStem.set(stem, [...(byStem.get(stem) ?? []), path]);
  }
  const variants = (stem: string): string[] => (byStem.get(stem) ?? []).toSorted((a, b) => rank(a) - rank(b));
  const find = (path: string): readonly string[] => {
    const exact = paths.has(path) ? [path] : [];
    // `x.js` may stand for `x.ts`, and then also for the declaration beside it.
    const swapped = CODE_SUFFIX.test(path)
      ? variants(path.replace(CODE_SUFFIX, '')).filter((each) => standsFor(path, each))
      : [];
    const found = [...exact, ...swapped, ...variants(path)];
    if (found.length > 0) return [...new Set(found)];
    return variants(path === '.' ? 'index' : `${path}/index`);
  };
  return { paths, find };
}

/** A path without its code extension and platform; null for files that an import cannot name without extension. */
export function stemOf(path: string): string | null {
  const base = baseNameOf(path);
  const extension = EXTENSIONS.find((each) => base.endsWith(`.${each}`) && base.length > each.length + 1);
  if (extension === undefined) return null;
  const longest = base.endsWith('.d.ts') ? 'd.ts' : extension;
  let stem = base.slice(0, -longest.length - 1);
  const dot = stem.lastIndexOf('.');
  if (dot > 0 && PLATFORM.test(stem.slice(dot + 1))) stem = stem.slice(0, dot);
  return joinPath(directoryOf(path), stem);
}

function rank(path: string): number {
  const at = EXTENSIONS.findIndex((each) => path.endsWith(`.${each}`));
  return path.endsWith('.d.ts') ? EXTENSIONS.indexOf('d.ts') : at;
}

/** Whether an import of `asked` (with an extension) may be served by `file`: same module system, JavaScript for TypeScript. */
function standsFor(asked: string, file: string): boolean {
  const kind = (path: string) => /\.(?:d\.)?([cm]?)[jt]sx?$/.exec(path)?.[1];
  return kind(asked) === kind(file) && /\.[cm]?[jt]sx?$/.test(file);
}
