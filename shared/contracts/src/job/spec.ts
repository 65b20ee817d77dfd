import { z } from 'zod';
import { Id, WorkspacePath } from '../primitives.ts';
import { PlanLevel } from '../recipe.ts';

export const BddItem = z.object({ id: z.string(), given: z.string(), when: z.string(), then: z.string() });
export type BddItem = z.infer<typeof BddItem>;

/** `change`: will be different afterwards. `keep`: is promised to stay as it is, and is checked. */
export const SddItem = z.object({
  id: z.string(),
  kind: z.enum(['change', 'keep']),
  statement: z.string(),
  paths: z.array(WorkspacePath),
});
export type SddItem = z.infer<typeof SddItem>;

/**
 * What will and will not change, agreed before a line is touched. `allowed_files` bounds the patch: an edit elsewhere is
 * refused with PATCH_OUT_OF_SCOPE. `revision_token` must be sent with an approval; it changes with each revision.
 */
export const Spec = z.object({
  revision: z.int().positive(),
  revision_token: Id,
  level: PlanLevel,
  bdd: z.array(BddItem),
  sdd: z.array(SddItem),
  allowed_files: z.array(WorkspacePath),
  approved_at: z.iso.datetime().nullable(),
});
export type Spec = z.infer<typeof Spec>;
