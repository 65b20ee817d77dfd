import { z } from 'zod';
import { Instant, WorkspacePath } from '../primitives.ts';
import { BddItem, SddItem, Spec } from './spec.ts';

/** A revision in a specification's history; `at` is when it was made. */
export const SpecRevision = Spec.extend({ at: Instant });
export type SpecRevision = z.infer<typeof SpecRevision>;

function listDifference<Item extends z.ZodType>(item: Item) {
  return z.object({
    added: z.array(item),
    removed: z.array(item),
    changed: z.array(z.object({ id: z.string(), fields: z.array(z.string()), before: item, after: item })),
    /** The items that both have stand in another order. */
    reordered: z.boolean(),
  });
}

/** How one revision differs from an older one, by the ids of the items. */
export const SpecDifference = z.object({
  bdd: listDifference(BddItem),
  sdd: listDifference(SddItem),
  allowed_files: z.object({ added: z.array(WorkspacePath), removed: z.array(WorkspacePath) }),
});
export type SpecDifference = z.infer<typeof SpecDifference>;

/**
 * What a client needs to merge: the revision that stands, and what happened to the one that it started from. Both are null
 * where this job never had a revision with the token that was sent.
 */
export const SpecDiffPayload = z.object({
  current: Spec,
  base_revision: z.int().positive().nullable(),
  difference: SpecDifference.nullable(),
});
export type SpecDiffPayload = z.infer<typeof SpecDiffPayload>;
