import { z } from 'zod';
import { SpecDiffPayload } from '../job/spec-revision.ts';
import { Id, Instant } from '../primitives.ts';

/** RFC 9457 problem, served as application/problem+json. `code` is stable, `detail` and `next` are for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  next: z.string(),
  /** Only for VALIDATION_FAILED: where, and what is wrong there. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Only for ILLEGAL_TRANSITION: what the job accepts now. */
  accepted_events: z.array(z.string()).optional(),
  /** Only for SPEC_REVISION_CONFLICT: what stands now, and what changed since the revision that was sent. */
  diff_payload: SpecDiffPayload.optional(),
  /** Only for QUOTA_EXCEEDED: when jobs can be started again. */
  resets_at: Instant.optional(),
  /** Only for 5xx: find it in the log by this. */
  error_id: Id.optional(),
  /** Only for RATE_LIMITED, UNAVAILABLE, AUTHORIZATION_PENDING and SLOW_DOWN: seconds. */
  retry_after: z.int().optional(),
});
export type Problem = z.infer<typeof Problem>;
