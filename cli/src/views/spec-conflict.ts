import type { SpecDifference } from '@iama/contracts/job/spec-revision';
import type { SpecConflict } from '@iama/engine/spec/merge-spec';

type Lists = SpecDifference['bdd'] | SpecDifference['sdd'];

/** What somebody else did to a specification, and where it meets what the person did; a line each. */
export function specConflictLines(theirs: SpecDifference, conflicts: readonly SpecConflict[]): string[] {
  const { added, removed } = theirs.allowed_files;
  return [
    ...linesOf(theirs.bdd),
    ...linesOf(theirs.sdd),
    ...added.map((path) => `theirs: allows ${path} again`),
    ...removed.map((path) => `theirs: does not allow ${path} any more`),
    ...conflicts.flatMap(conflictLines),
  ];
}

function linesOf({ added, removed, changed, reordered }: Lists): string[] {
  return [
    ...added.map(({ id }) => `theirs: adds ${id}`),
    ...removed.map(({ id }) => `theirs: removes ${id}`),
    ...changed.map(({ id, fields }) => `theirs: changes ${id} (${fields.join(', ')})`),
    ...(reordered ? ['theirs: has items in another order'] : []),
  ];
}

function conflictLines({ id, reason, field, mine, theirs }: SpecConflict): string[] {
  switch (reason) {
    case 'both_changed':
      return [`both: ${field} of ${id}; yours is in the text`, `  yours: ${mine}`, `  theirs: ${theirs}`];
    case 'removed_here':
      return [`both: you removed ${id}, which was changed; it is in the text`];
    case 'removed_there':
      return [`both: ${id} was removed, which you changed; it is in the text`];
    case 'order':
      return ['both: items were moved, differently; the text has your order'];
  }
}
