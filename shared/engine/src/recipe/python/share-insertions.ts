import type { Proposal } from '../proposal/proposal.ts';

/** Fixes of one file that each bring the same import: it comes once, and they go together. */
export function shareInsertions(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Map<string, string>();
  return proposals.map((proposal) => {
    const shared = proposal.edits.find(
      ({ start, end, replacement }) => start === end && /^\s*(?:from|import)\b/.test(replacement),
    );
    if (!shared) return proposal;
    const word = `${shared.start}:${shared.replacement}`;
    const group = `import:${shared.replacement.trim()}`;
    const isFirst = !seen.has(word);
    seen.set(word, group);
    return { ...proposal, group, edits: isFirst ? proposal.edits : proposal.edits.filter((each) => each !== shared) };
  });
}
