import type { PatchFile } from '@iama/contracts/patch/patch';
import { applyEdits } from '@iama/engine/patch/apply-edits';
import { editsOfLines } from '@iama/engine/patch/edits-of-lines';
import { indexLines } from '@iama/engine/patch/line-index';
import type { ReviewState } from './review-state.ts';

/** Both sides of one file's change. What is not accepted is left out of `after`, so that it shows what would be written. */
export function changeTexts(
  file: PatchFile,
  base: string,
  { rejected, partial }: Pick<ReviewState, 'rejected' | 'partial'>,
): { before: string; after: string } {
  const before = file.change === 'create' ? '' : base;
  const index = indexLines(before);
  const edits = file.hunks.flatMap((hunk) => {
    if (rejected.has(hunk.id)) return [];
    const own = hunk.edits.flatMap((each) => file.edits[each] ?? []);
    const lines = partial.get(hunk.id);
    return lines ? editsOfLines(index, hunk, lines, own) : own;
  });
  if (file.change === 'delete' && !file.hunks.some((hunk) => partial.has(hunk.id))) {
    return { before, after: file.hunks.some((hunk) => rejected.has(hunk.id)) ? base : '' };
  }
  return { before, after: applyEdits(before, edits) };
}
