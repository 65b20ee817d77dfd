import type { Hunk, PatchFile } from '@iama/contracts/patch/patch';
import { inPlace } from '@iama/engine/patch/edits-of-lines';
import { NO_NEWLINE } from '@iama/engine/patch/make-hunks';
import { acceptsLine } from './decide-lines.ts';
import type { ReviewState } from './review-state.ts';

/** A line that a hunk adds or removes. `before` and `after` are its lines in the two texts, from 0; null where it is not. */
export interface PlacedLine {
  readonly index: number;
  readonly sign: '+' | '-';
  readonly before: number | null;
  readonly after: number | null;
}

/** Changed lines without an unchanged one between them. `before` and `after`: the line that the run starts at, from 0. */
export interface Run {
  readonly before: number;
  readonly after: number;
  readonly lines: PlacedLine[];
}

export interface PlacedHunk {
  readonly hunk: Hunk;
  readonly accepted: boolean;
  /** Line of the `after` text, from 0, of the first changed line; where it would be when the hunk is rejected. */
  readonly line: number;
  /** The hunk with its surroundings in the `after` text: first line, and how many. */
  readonly after_start: number;
  readonly after_lines: number;
  readonly runs: readonly Run[];
}

type Decided = Pick<ReviewState, 'rejected' | 'partial'>;

/** Where each hunk of a file stands in the text that the accepted lines make. Hunks are in the order of the file. */
export function hunkLines(file: PatchFile, state: Decided): PlacedHunk[] {
  let shift = 0;
  return file.hunks.map((hunk) => {
    // A range of no lines is named by the line before it.
    const before_start = Math.max(0, hunk.old_lines === 0 ? hunk.old_start : hunk.old_start - 1);
    const after_start = before_start + shift;
    const walked = walk(hunk, state, before_start, after_start);
    shift = walked.after - walked.before;
    return {
      hunk,
      accepted: !state.rejected.has(hunk.id),
      line: walked.runs[0]?.after ?? after_start,
      after_start,
      after_lines: walked.after - after_start,
      runs: walked.runs,
    };
  });
}

function walk(hunk: Hunk, state: Decided, before_start: number, after_start: number) {
  let [before, after] = [before_start, after_start];
  const runs: Run[] = [];
  let shown: { index: number; sign: '+' | '-' }[] = [];
  const close = () => {
    if (shown.length === 0) return;
    const run: Run = { before, after, lines: [] };
    for (const { index, sign } of inPlace(shown)) {
      const isIn = acceptsLine(state, hunk, index) === (sign === '+');
      run.lines.push({ index, sign, before: sign === '-' ? before : null, after: isIn ? after : null });
      if (sign === '-') before += 1;
      if (isIn) after += 1;
    }
    runs.push(run);
    shown = [];
  };
  for (const [index, line] of hunk.lines.entries()) {
    if (line === NO_NEWLINE) continue;
    const sign = line.charAt(0);
    if (sign === '+' || sign === '-') shown.push({ index, sign });
    else {
      close();
      before += 1;
      after += 1;
    }
  }
  close();
  return { before, after, runs };
}
