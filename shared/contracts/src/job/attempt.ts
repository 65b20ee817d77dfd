import { z } from 'zod';
import { Breach } from '../test-run/breach.ts';
import { Id, Instant, Sha256, WorkspacePath } from '../primitives.ts';
import { AttemptVerdict, Progress } from './evidence.ts';
import { Exclusion } from './review.ts';

/** What an attempt did to one file; `operations` counts its replacements, and 1 for a file deleted or only renamed. */
export const AttemptFile = z.object({
  path: WorkspacePath,
  change: z.enum(['modify', 'create', 'delete', 'rename']),
  new_path: WorkspacePath.nullable(),
  operations: z.int().positive(),
});
export type AttemptFile = z.infer<typeof AttemptFile>;

/** An attempt that has ended: what it changed, and why it failed where it did. */
export const Attempt = z.object({
  id: Id,
  number: z.int().positive(),
  /** The step of the repair ladder that it was made in. */
  tier: z.string(),
  verdict: AttemptVerdict,
  fingerprint: z.string().nullable(),
  progress: Progress.nullable(),
  /** At most the first hundred of `failed_count`. */
  failed_tests: z.array(z.string()),
  failed_count: z.int().nonnegative(),
  problems: z.array(z.string()),
  breaches: z.array(Breach),
  excluded: z.array(Exclusion),
  files: z.array(AttemptFile),
  lines_added: z.int().nonnegative(),
  lines_removed: z.int().nonnegative(),
  /** The draft, where that could not be made a patch. */
  patch_artifact_id: Id,
  verification_artifact_id: Id.nullable(),
  patch_sha256: Sha256,
  at: Instant,
  /** When its tests were run once more; a later attempt of the same number has what they said then. */
  superseded_at: Instant.nullable(),
});
export type Attempt = z.infer<typeof Attempt>;
