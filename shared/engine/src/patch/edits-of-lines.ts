import type { Hunk, TextEdit } from '@iama/contracts/patch/patch';
import type { LineIndex } from './line-index.ts';
import { NO_NEWLINE } from './make-hunks.ts';

/** Consecutive changed lines of a hunk. `from` and `to` are lines of the base, counted from 0. */
interface Run {
  readonly from: number;
  to: number;
  readonly shown: { readonly sign: string; readonly text: string; readonly chosen: boolean }[];
}

/**
 * What a hunk does to the base when only some of its added and removed lines are accepted: one edit for each run of lines
 * that still differ. `edits` are the hunk's own; they say which finding asked for a run.
 */
export function editsOfLines(
  base: LineIndex,
  hunk: Hunk,
  chosen: ReadonlySet<number>,
  edits: readonly TextEdit[],
): TextEdit[] {
  return runsOf(hunk, chosen).flatMap((run) => {
    const start = base.startOf(run.from);
    const end = base.startOf(run.to);
    const old = base.slice(run.from, run.to).join('');
    const replacement = textOf(run, run.to < base.count, base.slice(0, 1)[0]?.endsWith('\r\n') ? '\r\n' : '\n');
    if (replacement === old) return [];
    const by = edits.find((edit) => edit.start <= end && edit.end >= start) ?? edits[0];
    return [{ start, end, replacement, finding_id: by?.finding_id ?? hunk.finding_ids[0] ?? hunk.id }];
  });
}

function runsOf(hunk: Hunk, chosen: ReadonlySet<number>): Run[] {
  const runs: Run[] = [];
  // A range of no lines is named by the line before it.
  let line = hunk.old_lines === 0 ? hunk.old_start : hunk.old_start - 1;
  let open: Run | null = null;
  hunk.lines.forEach((shown, index) => {
    if (shown === NO_NEWLINE) return;
    const sign = shown.charAt(0);
    if (sign === ' ') {
      open = null;
      line += 1;
      return;
    }
    if (open === null) {
      open = { from: line, to: line, shown: [] };
      runs.push(open);
    }
    if (sign === '-') {
      line += 1;
      open.to = line;
    }
    const end = hunk.lines[index + 1] === NO_NEWLINE ? '' : '\n';
    open.shown.push({ sign, text: shown.slice(1) + end, chosen: chosen.has(index) });
  });
  return runs;
}

/** Removed lines that stay and added lines that come; all end but perhaps the file's last. */
function textOf(run: Run, isFollowed: boolean, lineEnd: string): string {
  const lines = inPlace(run.shown)
    .filter((each) => (each.sign === '-') !== each.chosen)
    .map((each) => each.text);
  return lines
    .map((line, index) => (!line.endsWith('\n') && (index < lines.length - 1 || isFollowed) ? line + lineEnd : line))
    .join('');
}

/**
 * The changed lines of a run in the order in which they stand in a text that has some of both. A diff shows removed lines
 * first; where as many come as go, each replaces the one at its place, and a line that stays must not move above them.
 */
export function inPlace<Line extends { readonly sign: string }>(run: readonly Line[]): readonly Line[] {
  const removed = run.filter(({ sign }) => sign === '-');
  const added = run.filter(({ sign }) => sign === '+');
  if (removed.length !== added.length) return run;
  return removed.flatMap((line, at) => [line, ...added.slice(at, at + 1)]);
}
