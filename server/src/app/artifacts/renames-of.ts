import type { Patch } from '@iama/contracts/patch/patch';

/** Old name → new name of the files a patch renames. */
export function renamesOf({ files }: Pick<Patch, 'files'>): ReadonlyMap<string, string> {
  return new Map(files.flatMap(({ path, new_path }) => (new_path === null ? [] : [[path, new_path] as const])));
}
