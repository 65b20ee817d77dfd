import type { SpecDifference } from '@iama/contracts/job/spec-revision';

type Lists = SpecDifference['bdd'] | SpecDifference['sdd'];

/** How a revision differs from the one before; a line each. */
export function specDifferenceLines({ bdd, sdd, allowed_files }: SpecDifference): string[] {
  return [
    ...linesOf(bdd),
    ...linesOf(sdd),
    ...allowed_files.added.map((path) => `allows ${path} again`),
    ...allowed_files.removed.map((path) => `does not allow ${path} any more`),
  ];
}

function linesOf({ added, removed, changed, reordered }: Lists): string[] {
  return [
    ...added.map((item) => `adds ${item.id}: ${words(item)}`),
    ...removed.map((item) => `removes ${item.id}: ${words(item)}`),
    ...changed.map(({ id, fields, after }) => `changes ${id} (${fields.join(', ')}): ${words(after)}`),
    ...(reordered ? ['has items in another order'] : []),
  ];
}

function words(item: Lists['added'][number]): string {
  return 'statement' in item ? item.statement : `given ${item.given}, when ${item.when}, then ${item.then}`;
}
