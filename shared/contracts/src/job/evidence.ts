import { z } from 'zod';
import { Id, Instant, Sha256 } from '../primitives.ts';
import { PlanLevel, RecipeId } from '../recipe.ts';
import { ModelCost } from '../model/model-cost.ts';
import { Exclusion, ReviewComment } from './review.ts';
import { Breach } from '../test-run/breach.ts';
import { LockFacts, LockMode, Strength } from '../test-run/lock.ts';
import { TestTotals } from '../test-run/test-run.ts';
import { ClauseTest, RefusedTestFile } from '../test-run/written-tests.ts';

/**
 * The verdict of a comparison. `verified`: every case that passed before passes after, and none went missing.
 * `unverified`: no test ran. `regressed`: something that passed before does not now.
 */
export const Verdict = z.enum(['verified', 'unverified', 'regressed']);
export type Verdict = z.infer<typeof Verdict>;

/**
 * A failed attempt beside the one before it in the same repair tier. `same`: the same failure. `worse`: another failure,
 * and more tests fail than before. `better`: another one, and fewer. `different`: another one, as many.
 */
export const Progress = z.enum(['first', 'same', 'better', 'different', 'worse']);
export type Progress = z.infer<typeof Progress>;

/** Of an attempt: also that what a model wrote could not be made a patch, so that nothing was run. */
export const AttemptVerdict = z.enum([...Verdict.options, 'unusable']);
export type AttemptVerdict = z.infer<typeof AttemptVerdict>;

export const TestChange = z.object({
  test_id: z.string(),
  before: z.enum(['passed', 'failed', 'skipped', 'todo', 'absent']),
  after: z.enum(['passed', 'failed', 'skipped', 'todo', 'absent']),
});
export type TestChange = z.infer<typeof TestChange>;

export const AttemptSummary = z.object({
  number: z.int().positive(),
  verdict: AttemptVerdict,
  fingerprint: z.string().nullable(),
  failed_tests: z.array(z.string()),
  /** What this attempt left out compared with the one before, with the reason. */
  excluded: z.array(Exclusion),
  /** Of the patch; of the draft where that could not be made one. */
  patch_sha256: Sha256,
  lines_added: z.int().nonnegative(),
  lines_removed: z.int().nonnegative(),
  /** What keeps a draft from being a patch, in words; absent where it is one. */
  problems: z.array(z.string()).optional(),
  /** TIMEOUT_EXECUTION, by id: suites that were killed and tests that took too long; all else of `failed_tests` is LOGIC_FAILURE. */
  timed_out: z.array(z.string()).optional(),
  /** What it did to the tests instead of the code; absent where it did nothing of the kind. */
  breaches: z.array(Breach).optional(),
});
export type AttemptSummary = z.infer<typeof AttemptSummary>;

/** What pinned behaviour before the edit, how well, and what the written tests said before and after. */
export const LockCard = LockFacts.extend({
  strength: Strength,
  threshold: z.number(),
  /** The person was told that the tests would notice too little, and approved the specification once more. */
  accepted_weak: z.boolean(),
  /** What was pinned; absent in evidence from before there were two ways. */
  mode: LockMode.optional(),
  /** The person has read what the black box covers and what not, and approved it. Of a black box only. */
  accepted_black_box: z.boolean().optional(),
  before: TestTotals,
  after: TestTotals,
  /**
   * What tests of a model's said, which of them hold which clause, and what it wrote that nobody ran; absent where none was asked.
   * They are not among those of `before` and `after`.
   */
  model_tests: z
    .object({
      before: TestTotals,
      after: TestTotals,
      clauses: z.array(ClauseTest).max(5000),
      /** Clauses of the specification, held by a test of these or not. */
      clauses_total: z.int().nonnegative(),
      refused: z.array(RefusedTestFile).max(20),
      none_because: z.string().nullable(),
    })
    .optional(),
});
export type LockCard = z.infer<typeof LockCard>;

/** What stands behind a delivered diff. Every figure comes from a run of this job. */
export const Evidence = z.object({
  schema_version: z.literal(1),
  recipe_id: RecipeId,
  level: PlanLevel,
  spec_revision: z.int().positive(),
  /** That revision, and who agreed to it; absent where that was not kept. `implicit`: by fast track, with the choice of the plan. */
  spec: z.object({ revision_token: Id, implicit: z.boolean(), approved_by: Id, approved_at: Instant }).optional(),
  verdict: Verdict,
  baseline: TestTotals.nullable(),
  verification: TestTotals.nullable(),
  /** Only tests whose status differs. */
  test_changes: z.array(TestChange),
  quarantined: z.array(z.string()),
  attempts: z.array(AttemptSummary),
  /** Absent in jobs that pinned nothing: older ones, and those without tests. */
  lock: LockCard.optional(),
  /** What a person sent back, oldest first; absent when nothing was. `attempt` is the one that they looked at. */
  reviews: z
    .array(
      z.object({
        attempt: z.int().positive(),
        rejected_hunks: z.int().nonnegative(),
        comments: z.array(ReviewComment),
      }),
    )
    .optional(),
  /** The goal in the person's words, and what models had to do with the result; absent where none was asked. */
  goal: z.string().optional(),
  models: ModelCost.optional(),
  patch_sha256: Sha256,
  tool_versions: z.record(z.string(), z.string()),
  created_at: Instant,
});
export type Evidence = z.infer<typeof Evidence>;
