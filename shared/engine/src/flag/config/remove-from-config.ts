import type { FlagOccurrence } from '@iama/contracts/flag/report';
import type { TextEdit } from '@iama/contracts/patch/patch';
import type { FileChange } from '../../patch/file-change.ts';
import type { ConfigOccurrence } from '../report/text-occurrences.ts';

/** Edits that take out the entries that may go, and what to say of each place. A second entry in the same text span stays. */
export function removeFromConfig(
  texts: ReadonlyMap<string, string>,
  found: readonly ConfigOccurrence[],
): { readonly occurrences: readonly FlagOccurrence[]; readonly changes: readonly FileChange[] } {
  const edits = new Map<string, TextEdit[]>();
  const occurrences = found.map(({ occurrence, place }): FlagOccurrence => {
    const { path, id } = occurrence;
    const { removal } = place;
    const before = edits.get(path) ?? [];
    if (removal === null) return { ...occurrence, outcome: 'left' };
    if (before.some((each) => removal.start < each.end && each.start < removal.end)) {
      return { ...occurrence, outcome: 'left', reason: 'It stands too close to another entry of the flag.' };
    }
    edits.set(path, [...before, { start: removal.start, end: removal.end, replacement: '', finding_id: id }]);
    return { ...occurrence, outcome: 'removed', reason: null };
  });
  const changes = [...edits]
    .filter(([path]) => texts.has(path))
    .map(([path, list]): FileChange => ({
      change: 'modify',
      path,
      edits: list.toSorted((a, b) => a.start - b.start),
    }));
  return { occurrences, changes };
}
