import type { Hunk, Patch } from '@iama/contracts/patch/patch';
import { closure, decideHunks, hunksOf } from './review-state.ts';
import type { Decision, PlacedDecision, ReviewState } from './review-state.ts';

/** Added and removed lines of hunks, by their index in `lines`. */
export type HunkLines = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * Take only the selected lines of the hunks that they are in, or all but them. A part of a hunk is not what other hunks
 * count on: what depends on it is rejected along, and where it depends on those in turn its lines cannot be taken apart.
 */
export function decideLines(patch: Patch, state: ReviewState, selected: HunkLines, how: 'only' | 'reject'): Decision {
  const all = hunksOf(patch);
  const tied: PlacedDecision[] = [];
  const along: PlacedDecision[] = [];
  let next = state;
  for (const { hunk, file } of all) {
    const lines = selected.get(hunk.id);
    if (!lines) continue;
    const changed = changedLines(hunk);
    const wanted = changed.filter((index) =>
      how === 'only' ? lines.has(index) : acceptsLine(next, hunk, index) && !lines.has(index),
    );
    const isPart = wanted.length > 0 && wanted.length < changed.length;
    const needs = closure(all, [hunk.id], true);
    const needed_by = [...closure(all, [hunk.id], false)].filter((id) => id !== hunk.id);
    if (isPart && needed_by.some((id) => needs.has(id))) {
      tied.push({ hunk, file, because: hunk.because });
      continue;
    }
    const rejecting = isPart ? needed_by : wanted.length === 0 ? [hunk.id] : [];
    const rejected = decideHunks(patch, next, rejecting, false);
    const accepted = decideHunks(patch, rejected.state, wanted.length > 0 ? [hunk.id] : [], true);
    const partial = new Map(accepted.state.partial);
    if (isPart) partial.set(hunk.id, new Set(wanted));
    const were = new Set(next.rejected);
    const newly = all.filter((each) => rejecting.includes(each.hunk.id) && each.hunk.id !== hunk.id);
    along.push(
      ...newly.filter((each) => !were.has(each.hunk.id)).map((each) => ({ ...each, because: each.hunk.because })),
    );
    along.push(...rejected.along, ...accepted.along);
    next = { ...accepted.state, partial };
  }
  return { state: next, accepts: how === 'only', along, tied };
}

/** Indexes of the lines that a hunk adds or removes. */
export function changedLines(hunk: Hunk): number[] {
  return hunk.lines.flatMap((line, index) => (/^[+-]/.test(line) ? [index] : []));
}

export function acceptsLine(
  { rejected, partial }: Pick<ReviewState, 'rejected' | 'partial'>,
  hunk: Hunk,
  index: number,
): boolean {
  return !rejected.has(hunk.id) && (partial.get(hunk.id)?.has(index) ?? true);
}

/** How many of a hunk's changed lines are accepted; null unless it is a part of them. */
export function partOf(state: ReviewState, hunk: Hunk): { accepted: number; of: number } | null {
  const lines = state.partial.get(hunk.id);
  return lines ? { accepted: lines.size, of: changedLines(hunk).length } : null;
}
