import type { Proposal, Replacement } from './proposal.ts';

/**
 * Removals that stand one after the other may both want the blank lines between them: the last one at the end of a block
 * takes those before it, the others those behind. Each but the last then takes the ones before it instead, or leaves them
 * to its neighbour, so that all can go at once.
 */
export function shareBlankLines<P extends Proposal>(text: string, proposals: readonly P[]): P[] {
  const given = new Map<Replacement, Replacement>();
  const cuts = proposals
    .flatMap(({ edits }) => edits)
    .filter(({ replacement }) => replacement === '')
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  let next = cuts.at(-1);
  for (const cut of cuts.slice(0, -1).toReversed()) {
    const shared = next ? text.slice(next.start, cut.end) : '';
    if (next && cut.start < next.start && cut.end > next.start && cut.end <= next.end && shared.trim() === '') {
      const start = text.endsWith(shared, cut.start) ? cut.start - shared.length : cut.start;
      given.set(cut, { ...cut, start, end: next.start });
    }
    next = given.get(cut) ?? cut;
  }
  if (given.size === 0) return [...proposals];
  return proposals.map((each) => ({ ...each, edits: each.edits.map((edit) => given.get(edit) ?? edit) }));
}
