import { mergeItems } from './merge-items.ts';
import type { ItemConflict } from './merge-items.ts';
import { mergeSets } from './merge-sets.ts';
import { BDD_FIELDS, normalizeContent, SDD_FIELDS } from './spec-content.ts';
import type { SpecContent } from './spec-content.ts';

/** What both sides did to the same place. The merged content has `mine` there, or the item that one side removed. */
export interface SpecConflict extends ItemConflict {
  readonly list: 'bdd' | 'sdd';
}

export interface SpecMerge {
  readonly merged: SpecContent;
  readonly conflicts: readonly SpecConflict[];
}

/**
 * Three-way: what one side changed since `base` is taken, item by item and field by field. Nothing is lost: where both
 * changed the same text `mine` stays and the conflict has the other; what one side removed and the other changed stays.
 * Links and files are sets, and never in conflict. An item of `mine` without an id is new, unless `theirs` has added the
 * very same one.
 */
export function mergeSpec(sides: {
  readonly base: SpecContent;
  readonly mine: SpecContent;
  readonly theirs: SpecContent;
}): SpecMerge {
  const [base, mine, theirs] = [sides.base, sides.mine, sides.theirs].map(normalizeContent) as [
    SpecContent,
    SpecContent,
    SpecContent,
  ];
  const bdd = mergeItems(BDD_FIELDS, base.bdd, mine.bdd, theirs.bdd);
  const sdd = mergeItems(SDD_FIELDS, base.sdd, mine.sdd, theirs.sdd);
  return {
    merged: {
      bdd: bdd.merged,
      sdd: sdd.merged,
      allowed_files: mergeSets(base.allowed_files, mine.allowed_files, theirs.allowed_files),
    },
    conflicts: [
      ...bdd.conflicts.map((conflict) => ({ list: 'bdd' as const, ...conflict })),
      ...sdd.conflicts.map((conflict) => ({ list: 'sdd' as const, ...conflict })),
    ],
  };
}
