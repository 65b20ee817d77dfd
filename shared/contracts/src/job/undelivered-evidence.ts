import { z } from 'zod';
import { Instant, Sha256 } from '../primitives.ts';
import { PlanLevel, RecipeId } from '../recipe.ts';
import { LockFacts } from '../test-run/lock.ts';
import { TestTotals } from '../test-run/test-run.ts';
import { Verdict } from './evidence.ts';
import { AttemptDetail, Fallback } from './fallback.ts';

/** What evidence of a delivered diff stands on, and this job does not have. */
export const MissingPart = z.enum(['plan', 'specification', 'baseline', 'patch', 'verification', 'sealed_evidence']);
export type MissingPart = z.infer<typeof MissingPart>;

/**
 * What is known of a job that has delivered nothing: how far it came, what was tried, why that failed, and what no one can say of it.
 * It vouches for no diff. `verdict` is that of the newest attempt where its tests failed, else `unverified`.
 */
export const UndeliveredEvidence = z.object({
  schema_version: z.literal(1),
  outcome: z.literal('undelivered'),
  state: Fallback.shape.state,
  failure: Fallback.shape.failure,
  /** What could still be done with the job when this was written. */
  actions: Fallback.shape.actions,
  recipe_id: RecipeId,
  goal: z.string().nullable(),
  level: PlanLevel.nullable(),
  spec_revision: z.int().positive().nullable(),
  verdict: Verdict.exclude(['verified']),
  /** In the order in which a job makes them; `because` is a sentence. */
  missing: z.array(z.object({ part: MissingPart, because: z.string() })),
  baseline: TestTotals.nullable(),
  /** Of the newest attempt. */
  verification: TestTotals.nullable(),
  /** Oldest first. */
  attempts: z.array(AttemptDetail),
  failures: Fallback.shape.failures,
  suite_output: Fallback.shape.suite_output,
  /** What pinned behaviour before the edit; absent where nothing did. */
  lock: LockFacts.optional(),
  /** Of the newest attempt, whatever came of it. */
  patch_sha256: Sha256.nullable(),
  tool_versions: z.record(z.string(), z.string()),
  /** When the job last moved on. */
  created_at: Instant,
});
export type UndeliveredEvidence = z.infer<typeof UndeliveredEvidence>;
