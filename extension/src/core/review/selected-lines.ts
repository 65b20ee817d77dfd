import type { PatchFile } from '@iama/contracts/patch/patch';
import type { HunkLines } from './decide-lines.ts';
import { hunkLines } from './hunk-lines.ts';
import type { PlacedLine, Run } from './hunk-lines.ts';
import type { ReviewState } from './review-state.ts';

type Side = 'before' | 'after';

/**
 * The changed lines that a selection on one side of a diff means; `from` and `to` are lines from 0, both included. A line
 * and the one that replaces it go together, as far as they can be told apart; else all that the selected lines replace does.
 */
export function selectedLines(file: PatchFile, state: ReviewState, side: Side, from: number, to: number): HunkLines {
  const found = new Map<string, ReadonlySet<number>>();
  for (const { hunk, runs } of hunkLines(file, state)) {
    const lines = new Set(runs.flatMap((run) => selectedIn(run, side, from, to)));
    if (lines.size > 0) found.set(hunk.id, lines);
  }
  return found;
}

function selectedIn(run: Run, side: Side, from: number, to: number): number[] {
  const seen = run.lines.filter((line) => line[side] !== null);
  if (seen.length === 0) return isAcross(run[side], from, to) ? run.lines.map(({ index }) => index) : [];
  const direct = seen.filter((line) => isWithin(line[side], from, to));
  return [...direct, ...direct.flatMap((line) => counterparts(run, line))].map(({ index }) => index);
}

function counterparts({ lines }: Run, line: PlacedLine): PlacedLine[] {
  const own = lines.filter(({ sign }) => sign === line.sign);
  const other = lines.filter(({ sign }) => sign !== line.sign);
  return own.length === other.length ? other.slice(own.indexOf(line), own.indexOf(line) + 1) : other;
}

function isWithin(line: number | null, from: number, to: number): boolean {
  return line !== null && from <= line && line <= to;
}

/** Lines that are on the other side only stand between two of this one: both must be selected, or the edge of the file. */
function isAcross(line: number, from: number, to: number): boolean {
  return line === 0 ? from === 0 : from < line && line <= to;
}
