import { z } from 'zod';
import { Id, WorkspacePath } from '../primitives.ts';
import { SPEC_LINKS_MAX, SPEC_TEXT_MAX } from './spec.ts';

/** Null asks for a new id. `new` is what the text form says for that, so it is no id. */
const ItemId = z
  .string()
  .max(64)
  .regex(/^(?!new$)[a-z][a-z0-9-]*$/, {
    error: 'must be small letters, digits and hyphens, begin with a letter, and not be `new`',
  })
  .nullable()
  .default(null);

const Text = z.string().trim().min(1).max(SPEC_TEXT_MAX);

const Links = {
  paths: z.array(WorkspacePath).max(SPEC_LINKS_MAX).default([]),
  symbols: z.array(z.string().min(1).max(500)).max(SPEC_LINKS_MAX).default([]),
  test_ids: z.array(z.string().min(1).max(2000)).max(SPEC_LINKS_MAX).default([]),
};

/** An item as a person writes it. */
export const BddDraft = z.object({ id: ItemId, given: Text, when: Text, then: Text, ...Links });
export type BddDraft = z.infer<typeof BddDraft>;

export const SddDraft = z.object({ id: ItemId, kind: z.enum(['change', 'keep']), statement: Text, ...Links });
export type SddDraft = z.infer<typeof SddDraft>;

/**
 * A person's edit of the revision whose token it carries. A list that is given replaces the whole list, in its order; one
 * that is left out stays. `allowed_files` may have fewer files than the plan changes, never others.
 */
export const EditSpec = z.object({
  revision_token: Id,
  bdd: z.array(BddDraft).max(500).optional(),
  sdd: z.array(SddDraft).max(1000).optional(),
  allowed_files: z.array(WorkspacePath).min(1).max(20_000).optional(),
});
export type EditSpec = z.infer<typeof EditSpec>;
