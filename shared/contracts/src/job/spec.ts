import { z } from 'zod';
import { Anchor } from './anchor.ts';
import { Id, WorkspacePath } from '../primitives.ts';
import { PlanLevel } from '../recipe.ts';
import { BlackBoxQuestion } from '../test-run/black-box.ts';
import { WeakLock } from '../test-run/lock.ts';

/** Characters of one text of an item, after trimming. What the server writes is cut to it as well. */
export const SPEC_TEXT_MAX = 4000;
/** Places, names or tests that one item may name. */
export const SPEC_LINKS_MAX = 200;

/** What an item speaks of, so that an editor can lead there. Items that were stored before there were links have none. */
const Links = {
  paths: z.array(WorkspacePath).default([]),
  /** Names as findings have them: `total`, `Cart.add`. */
  symbols: z.array(z.string()).default([]),
  /** Ids of test cases, or of whole suites. */
  test_ids: z.array(z.string()).default([]),
};

/**
 * The declarations that an item speaks of, as they were when the code was read: an item whose declarations are others now is stale.
 * Absent where none is known. The server finds them by the links; nobody sends them.
 */
const Anchors = { anchors: z.array(Anchor).max(SPEC_LINKS_MAX).optional() };

/** `id` names the item in every revision that is made of the same plan, and is not given to another one. */
export const BddItem = z.object({
  id: z.string(),
  given: z.string(),
  when: z.string(),
  then: z.string(),
  ...Links,
  ...Anchors,
});
export type BddItem = z.infer<typeof BddItem>;

/** `change`: will be different afterwards. `keep`: is promised to stay as it is, and is checked. */
export const SddItem = z.object({
  id: z.string(),
  kind: z.enum(['change', 'keep']),
  statement: z.string(),
  ...Links,
  ...Anchors,
});
export type SddItem = z.infer<typeof SddItem>;

/**
 * What will and will not change, agreed before a line is touched. `allowed_files` bounds the patch: an edit elsewhere is
 * refused with PATCH_OUT_OF_SCOPE. `revision_token` must be sent with an edit or an approval; it changes with each
 * revision. `author_id` is the person who made this revision, null where the server wrote it from the plan.
 */
export const Spec = z.object({
  revision: z.int().positive(),
  revision_token: Id,
  level: PlanLevel,
  bdd: z.array(BddItem),
  sdd: z.array(SddItem),
  allowed_files: z.array(WorkspacePath),
  author_id: Id.nullable().default(null),
  approved_at: z.iso.datetime().nullable(),
  /** Who agreed to it; absent while nobody has, and in revisions from before that was kept here. */
  approved_by: Id.optional(),
  /** Written and agreed to in one go, by fast track: nobody was asked about it by itself. */
  implicit: z.literal(true).optional(),
  /** Set when this revision was approved and the job came back: the tests would notice too little. To approve it again is to accept that. */
  weak_lock: WeakLock.optional(),
  /**
   * Set when the job came back because programs are asked at their border: what is covered and what is not. It goes on when the
   * person approves with `accept_black_box`.
   */
  black_box: BlackBoxQuestion.optional(),
});
export type Spec = z.infer<typeof Spec>;
