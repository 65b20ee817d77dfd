import type { ReviewComment } from '@iama/contracts/job/review';
import type { Hunk, PatchFile } from '@iama/contracts/patch/patch';
import { hunkLines } from './hunk-lines.ts';
import type { ReviewState } from './review-state.ts';

type Side = ReviewComment['side'];

/**
 * A line that is seen in a diff (from 0), as a line of the review (from 1): the old text's for `before`; for `after` that of
 * the text which the whole patch makes, so that a comment stays where it is while hunks are rejected.
 */
export function reviewLine(
  file: PatchFile,
  state: ReviewState,
  side: Side,
  seen: number,
): Pick<ReviewComment, 'line' | 'hunk_id'> {
  let shift = 0;
  for (const { hunk, runs, after_start, after_lines } of hunkLines(file, state)) {
    const [start, length] = side === 'before' ? [oldStart(hunk), hunk.old_lines] : [after_start, after_lines];
    if (seen < start) break;
    // Where lines were removed at the end of a hunk, it shows at the line below.
    const isRemoval = side === 'after' && runs.some((run) => run.after === seen);
    if (seen < start + Math.max(1, length) || isRemoval) {
      const line = side === 'before' ? seen : newStart(hunk) + Math.min(seen - start, hunk.new_lines);
      return { line: line + 1, hunk_id: hunk.id };
    }
    shift = newStart(hunk) + hunk.new_lines - (after_start + after_lines);
  }
  return { line: seen + 1 + (side === 'before' ? 0 : shift), hunk_id: null };
}

/** The line of the diff, from 0, that a comment stands at now. */
export function seenLine(file: PatchFile, state: ReviewState, { side, line, hunk_id }: ReviewComment): number {
  if (side === 'before') return line - 1;
  let shift = 0;
  for (const { hunk, after_start, after_lines } of hunkLines(file, state)) {
    const start = newStart(hunk);
    if (hunk.id === hunk_id) return after_start + Math.min(line - 1 - start, after_lines);
    if (line - 1 < start + hunk.new_lines) break;
    shift = after_start + after_lines - (start + hunk.new_lines);
  }
  return Math.max(0, line - 1 + shift);
}

/** Ranges of no lines are named by the line before them. */
function newStart({ new_start, new_lines }: Hunk): number {
  return Math.max(0, new_lines === 0 ? new_start : new_start - 1);
}

function oldStart({ old_start, old_lines }: Hunk): number {
  return Math.max(0, old_lines === 0 ? old_start : old_start - 1);
}
