import type { Patch, PatchFile } from '@iama/contracts/patch/patch';

/** A patch from finished files: sorted by path (code units, the same everywhere), lines counted from the hunks. */
export function assemblePatch(files: readonly PatchFile[]): Patch {
  const count = (sign: string) =>
    files
      .flatMap((file) => file.hunks)
      .reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.startsWith(sign)).length, 0);
  return {
    schema_version: 1,
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    lines_added: count('+'),
    lines_removed: count('-'),
  };
}
