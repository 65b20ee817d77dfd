import type { EditPlacement } from '@iama/contracts/edit/edit-outcome';
import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Finding } from '@iama/contracts/recipe';
import { ownerId, ownerName } from './owned-edit.ts';

/** Edits as findings, so that each hunk can say who asked for it and parts of one block are accepted together. */
export function ownerFindings(set: PatchEditSet, placements: readonly EditPlacement[]): Finding[] {
  return placements.map((placement) => {
    const op = set.edits[placement.edit];
    const symbol = op?.op === 'AST_SYMBOLIC' ? op.symbol : null;
    const deed = symbol === null ? '' : ` (${symbol})`;
    return {
      id: ownerId(placement),
      kind: op?.op.toLowerCase() ?? 'edit',
      path: placement.path,
      symbol,
      line: placement.sites[0]?.start_line ?? 1,
      message: `${ownerName(placement)}${deed}`,
      group: null,
    };
  });
}
