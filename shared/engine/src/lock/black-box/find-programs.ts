import { joinPath } from '../../js/paths.ts';
import { isObject, readJson } from '../../js/read-json.ts';
import type { SourceTree } from '../../recipe/recipe.ts';

export interface Programs {
  /** Programs that the package installs: name and file. */
  readonly bins: readonly { readonly name: string; readonly path: string }[];
  /** The line of `npm start`; null where there is none. */
  readonly start: string | null;
  /** Every line of `scripts`, with its name. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Declared, and not there as a file. */
  readonly missing: readonly { readonly name: string; readonly path: string }[];
}

/** What the `package.json` of a folder lets people start. Pure. */
export function findPrograms(tree: SourceTree, folder: string): Programs {
  const manifest = readJson(tree.files.get(joinPath(folder, 'package.json') ?? '') ?? '');
  if (!isObject(manifest)) return { bins: [], start: null, scripts: new Map(), missing: [] };
  const { bin, name, scripts } = manifest;
  const own = typeof name === 'string' ? name.replace(/^@[^/]*\//, '') : 'program';
  const declared = typeof bin === 'string' ? [[own, bin] as const] : isObject(bin) ? Object.entries(bin) : [];
  const all = declared.flatMap(([each, said]) => {
    // One that leads out of the workspace is nobody's to start.
    const path = typeof said === 'string' ? joinPath(folder, said) : null;
    return path === null ? [] : [{ name: each, path }];
  });
  const lines = Object.entries(isObject(scripts) ? scripts : {}).flatMap(([key, line]) =>
    typeof line === 'string' ? [[key, line] as const] : [],
  );
  return {
    bins: all.filter(({ path }) => tree.files.has(path)),
    start: new Map(lines).get('start') ?? null,
    scripts: new Map(lines),
    missing: all.filter(({ path }) => !tree.files.has(path)),
  };
}
