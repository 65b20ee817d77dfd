import type { PatchFile } from '@iama/contracts/patch/patch';
import { applyEdits } from '@iama/engine/patch/apply-edits';

/** Both sides of one file's change. `rejected` hunks are left out of `after`, so that it shows what would be written. */
export function changeTexts(
  file: PatchFile,
  base: string,
  rejected: ReadonlySet<string>,
): { before: string; after: string } {
  if (file.change === 'delete') return { before: base, after: file.hunks.some(isIn(rejected)) ? base : '' };
  const left_out = new Set(file.hunks.filter(isIn(rejected)).flatMap((hunk) => hunk.edits));
  const edits = file.edits.filter((_, index) => !left_out.has(index));
  const before = file.change === 'create' ? '' : base;
  return { before, after: applyEdits(before, edits) };
}

function isIn(ids: ReadonlySet<string>): (hunk: { readonly id: string }) => boolean {
  return (hunk) => ids.has(hunk.id);
}
