import { z } from 'zod';
import { Id, Instant, WorkspacePath } from '../primitives.ts';

/**
 * What a person wrote beside a line of a diff. `line` counts from 1: in the old text for `before`, in the text that the
 * whole patch makes for `after`. `hunk_id` is the hunk that the line belongs to, null for one that does not change.
 */
export const ReviewComment = z.object({
  path: WorkspacePath,
  side: z.enum(['before', 'after']),
  line: z.int().positive(),
  hunk_id: z.string().nullable(),
  body: z.string().trim().min(1).max(2000),
});
export type ReviewComment = z.infer<typeof ReviewComment>;

/** Asks for another attempt: without the rejected hunks of the patch that was looked at. */
export const ChangeRequest = z.object({
  patch_artifact_id: Id,
  rejected_hunk_ids: z.array(z.string()).max(10_000),
  comments: z.array(ReviewComment).max(200),
});
export type ChangeRequest = z.infer<typeof ChangeRequest>;

/** A finding that an attempt leaves out, and why, in words. */
export const Exclusion = z.object({ finding_id: z.string(), reason: z.string() });
export type Exclusion = z.infer<typeof Exclusion>;

/** A review as it is kept with its job. `attempt` is the one that was looked at. */
export const Review = z.object({
  schema_version: z.literal(1),
  attempt: z.int().positive(),
  patch_artifact_id: Id,
  /** With the hunks that depend on a rejected one. */
  rejected_hunk_ids: z.array(z.string()),
  rejected: z.array(Exclusion),
  comments: z.array(ReviewComment),
  created_at: Instant,
});
export type Review = z.infer<typeof Review>;
