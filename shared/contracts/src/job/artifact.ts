import { z } from 'zod';
import { Id, Instant, Sha256 } from '../primitives.ts';

export const ArtifactKind = z.enum([
  'analysis',
  'context',
  'analysis_report',
  'proposals',
  'spec',
  'test_plan',
  'written_tests',
  'baseline_run',
  'draft',
  'patch',
  'review',
  'verification_run',
  'evidence',
]);
export type ArtifactKind = z.infer<typeof ArtifactKind>;

/** What a job left behind. `body` has the shape its kind says (ProposalSet, Spec, TestRun, Patch, Evidence …). */
export const Artifact = z.object({
  id: Id,
  job_id: Id,
  kind: ArtifactKind,
  attempt: z.int().nonnegative(),
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  created_at: Instant,
  /** When the body will be cleared away, and when it was; null while it is there. */
  expires_at: Instant,
  gone_at: Instant.nullable().default(null),
});
export type Artifact = z.infer<typeof Artifact>;

export const ArtifactWithBody = Artifact.extend({ body: z.unknown() });
export type ArtifactWithBody = z.infer<typeof ArtifactWithBody>;
