import type { Replacement } from '../proposal/proposal.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Hunks that make sense only together: a bracket opened in one and closed in another. Both then touch the text of one
 * statement, and neither lies inside of a smaller statement of its own. `statements` are nested spans.
 */
export function tieHunks(hunks: readonly Replacement[], statements: readonly Span[]): Replacement[][] {
  const home = hunks.map((hunk) => smallest(hunk, statements));
  const group = hunks.map((_, index) => index);
  const rootOf = (index: number): number => {
    const above = group[index] ?? index;
    return above === index ? index : rootOf(above);
  };
  const sorted = hunks.map((_, index) => index).toSorted((a, b) => (hunks[a]?.start ?? 0) - (hunks[b]?.start ?? 0));
  for (const [place, index] of sorted.entries()) {
    const own = home[index];
    const hunk = hunks[index];
    if (!own || !hunk) continue;
    // Everything that touches this hunk's statement and is not inside of a smaller one.
    for (const step of [1, -1]) {
      for (let at = place + step; at >= 0 && at < sorted.length; at += step) {
        const other = sorted[at] ?? 0;
        const [theirs, span] = [home[other], hunks[other]];
        if (!span || span.start > own.end || span.end < own.start) break;
        const isInside = theirs !== null && theirs !== undefined && contains(own, theirs) && theirs !== own;
        if (!isInside) group[rootOf(other)] = rootOf(index);
      }
    }
  }
  const groups = Map.groupBy(hunks.keys(), rootOf);
  return [...groups.values()].map((members) =>
    members.toSorted((a, b) => a - b).flatMap((index) => hunks[index] ?? []),
  );
}

function smallest(hunk: Replacement, statements: readonly Span[]): Span | null {
  let found: Span | null = null;
  for (const each of statements) {
    if (each.start > hunk.start) break;
    if (each.end >= hunk.end && (found === null || contains(found, each))) found = each;
  }
  return found;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
