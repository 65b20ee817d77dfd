import { ancestorsOf, directoryOf, joinPath } from '../js/paths.ts';

/** The file of a Python module as `from` names it: relative, from a folder above, from the root or from `src`. */
export function resolvePython(paths: ReadonlySet<string>, from: string, module: string): string | null {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const inner = module.slice(dots).replaceAll('.', '/');
  const at = (folder: string | null): string | null => {
    const stem = folder === null ? null : joinPath(folder, inner === '' ? '.' : inner);
    if (stem === null) return null;
    const guesses = [`${stem}.py`, `${stem}/__init__.py`, `${stem}.pyi`].map((each) => each.replace(/^\.\//, ''));
    return guesses.find((each) => paths.has(each)) ?? null;
  };
  const here = directoryOf(from);
  if (dots > 0) return at(joinPath(here, '../'.repeat(dots - 1) || '.'));
  for (const folder of [...ancestorsOf(here), 'src', 'lib']) {
    const found = at(folder);
    if (found !== null && found !== from) return found;
  }
  return null;
}
