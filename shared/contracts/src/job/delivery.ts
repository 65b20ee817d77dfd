import { z } from 'zod';
import { Id, Instant, Sha256, WorkspacePath } from '../primitives.ts';

/** What one file was and became on the person's disk; null where there was or is no file. */
export const AppliedFile = z.object({
  path: WorkspacePath,
  before_sha256: Sha256.nullable(),
  after_sha256: Sha256.nullable(),
});
export type AppliedFile = z.infer<typeof AppliedFile>;

/** Sent by the client after its transaction is on disk: a record, not a request. */
export const ApplyRecord = z.object({
  scope: z.enum(['all', 'partial']),
  hunk_ids: z.array(z.string()).max(10_000),
  files: z.array(AppliedFile),
  /** How the accepted subset was tested before it was written; null when the whole patch was taken. */
  subset_verdict: z.enum(['verified', 'unverified']).nullable(),
});
export type ApplyRecord = z.infer<typeof ApplyRecord>;

export const RevertRecord = z.object({ files: z.array(AppliedFile) });
export type RevertRecord = z.infer<typeof RevertRecord>;

export const Delivery = z.object({
  job_id: Id,
  status: z.enum(['staged', 'applied', 'partially_applied', 'reverted']),
  patch_artifact_id: Id,
  evidence_artifact_id: Id,
  applied: ApplyRecord.extend({ at: Instant }).nullable(),
  reverted: RevertRecord.extend({ at: Instant }).nullable(),
  artifact_expires_at: Instant,
});
export type Delivery = z.infer<typeof Delivery>;
