import { z } from 'zod';
import { Id, Sha256, WorkspacePath } from '../primitives.ts';
import { Anchor, ANCHORS_MAX } from '../job/anchor.ts';
import { Exclusion } from '../job/review.ts';
import { Finding, Kept, PlanAnalysis, PlanLevel, RecipeId } from '../recipe.ts';
import { ClientModel } from '../model/client-model.ts';
import { ContextBundle, ContextConfidence } from '../model/context-bundle.ts';
import type { ModelFailureCode } from '../model/failure.ts';
import { ModelUsage } from '../model/usage.ts';
import { Patch } from '../patch/patch.ts';
import { FailureClass } from '../test-run/failure-class.ts';
import { LockOrder, SealOrder } from '../test-run/lock.ts';
import { TestSuite } from '../test-run/suite.ts';
import { TestPhase, TestRun } from '../test-run/test-run.ts';
import { TestPlace } from '../test-run/written-tests.ts';
import { Target } from '../workspace/target.ts';

/** A file, and the hash of its bytes. */
export const FileHash = z.object({ path: WorkspacePath, sha256: Sha256 });
export type FileHash = z.infer<typeof FileHash>;

/** Read the target, run the recipe's analysis at all three levels, find the tests. Changes nothing. */
export const CollectContextPayload = z.object({
  kind: z.literal('collect_context'),
  recipe_id: RecipeId,
  target: Target,
  /** For a goal: tokens that a model may be shown. */
  context_budget: z.int().positive().optional(),
});
export const CollectContextResult = z.object({
  kind: z.literal('collect_context'),
  head_commit: z.string().nullable(),
  files: z.object({ total: z.int().nonnegative(), read: z.int().nonnegative() }),
  skipped: z.array(z.object({ path: WorkspacePath, reason: z.string() })).max(500),
  /** One for each level; none for a goal, whose plans a model writes. */
  plans: z.array(PlanAnalysis).max(3),
  test_suites: z.array(TestSuite),
  /** For a goal. */
  context: ContextBundle.optional(),
  /** For a recipe, where edits by symbol would not hold (below 40); of a goal its context says it. */
  confidence: ContextConfidence.optional(),
  /** The files of the target as they were read, by the bytes on disk: so that it can be seen later whether they still are. */
  target_files: z.array(FileHash).max(2000).optional(),
  /** Declarations that plans may speak of, so that clauses about them can be seen to go stale. */
  anchors: z.array(Anchor).max(ANCHORS_MAX).optional(),
});

/** Run suites in a copy of the workspace, with the patch of `patch_artifact_id` applied to the copy if it is given. */
export const RunTestsPayload = z.object({
  kind: z.literal('run_tests'),
  phase: TestPhase,
  suites: z.array(TestSuite),
  patch_artifact_id: Id.nullable(),
  timeout_ms: z.int().positive(),
  /** Of a baseline: how behaviour is pinned. A client that does not know it runs the suites once. */
  lock: LockOrder.optional(),
  /** Of a run with a patch: it is held to what the baseline sealed. */
  seal: SealOrder.optional(),
});
export const RunTestsResult = z.object({ kind: z.literal('run_tests'), run: TestRun });

/** A failure of the attempt before, for the recipe to narrow itself by. */
export const HealingFeedback = z.object({
  previous_patch_artifact_id: Id,
  failures: z.array(
    z.object({
      test_id: z.string(),
      message: z.string(),
      frame: z.string().nullable(),
      detail: z.string(),
      /** Absent in what was told before the two were told apart. */
      failure_class: FailureClass.optional(),
    }),
  ),
  /** Output of suites that crashed, timed out or lost their tests. */
  suite_output: z.array(z.string()),
});
export type HealingFeedback = z.infer<typeof HealingFeedback>;

/** Make the patch, on the person's files as they are; nothing is written. */
export const RunRecipePayload = z.object({
  kind: z.literal('run_recipe'),
  recipe_id: RecipeId,
  level: PlanLevel,
  target: Target,
  allowed_files: z.array(WorkspacePath),
  exclude_finding_ids: z.array(z.string()),
  attempt: z.int().positive(),
  feedback: HealingFeedback.nullable(),
  /** For a goal: the artifact with the edits that a model wrote. They are placed; nothing is made up. */
  draft_artifact_id: Id.optional(),
  /**
   * Set when a person asked for this attempt: the artifact that holds their comments, and what they rejected so far. The ids
   * are among `exclude_finding_ids` too.
   */
  review: z.object({ artifact_id: Id, rejected: z.array(Exclusion) }).optional(),
});
export const RunRecipeResult = z.object({
  kind: z.literal('run_recipe'),
  patch: Patch,
  patch_sha256: Sha256,
  findings: z.array(Finding),
  kept: z.array(Kept),
  /** Everything left out of this attempt because of the feedback or `exclude_finding_ids`. */
  excluded: z.array(Exclusion),
});

/** Pin behaviour before the edit: here, the tests that exist and the modules they reach. */
export const CharacterizePayload = z.object({
  kind: z.literal('characterize'),
  target: Target,
  /** A model is to write tests: say where they may stand. */
  for_model: z.boolean().optional(),
});
export const CharacterizeResult = z.object({
  kind: z.literal('characterize'),
  test_suites: z.array(TestSuite),
  /** Target files that some test file reaches through imports, and those that none reaches. */
  reached_files: z.array(WorkspacePath),
  unreached_files: z.array(WorkspacePath),
  /** Where a model's tests may stand; null where none can be run here, and why. Absent where nobody asked. */
  test_place: TestPlace.nullable().optional(),
  no_place_because: z.string().max(1000).optional(),
});

/** Answer with the model that the person has in their editor. Text in, text out; what comes back is data. */
export const ModelCallPayload = z.object({
  kind: z.literal('model_call'),
  call_id: Id,
  model: ClientModel,
  prompt: z.object({
    stable: z.array(z.string()),
    turns: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })),
  }),
  max_output_tokens: z.int().positive(),
});
export const ModelCallResult = z.object({
  kind: z.literal('model_call'),
  text: z.string().max(2_000_000),
  /** The id of the model that answered, as the editor has it. */
  served_model: z.string().max(200),
  /** As the editor counts; null where it does not. */
  usage: ModelUsage.nullable(),
});

export const TaskPayload = z.discriminatedUnion('kind', [
  CollectContextPayload,
  CharacterizePayload,
  RunRecipePayload,
  RunTestsPayload,
  ModelCallPayload,
]);
export type TaskPayload = z.infer<typeof TaskPayload>;

export const TaskResult = z.discriminatedUnion('kind', [
  CollectContextResult,
  CharacterizeResult,
  RunRecipeResult,
  RunTestsResult,
  ModelCallResult,
]);
export type TaskResult = z.infer<typeof TaskResult>;

/** Why the model of an editor gave no answer. Each is a code of MODEL_FAILURES too. */
export const ClientModelFailureCode = z.enum([
  'MODEL_CONSENT_MISSING',
  'MODEL_BLOCKED',
  'MODEL_GONE',
  'MODEL_OFF_TOPIC',
  'MODEL_CALLS_USED_UP',
  'MODEL_CONTEXT_TOO_LONG',
  'MODEL_OUTPUT_TOO_LONG',
  'MODEL_UNAVAILABLE',
]) satisfies z.ZodType<ModelFailureCode>;
export type ClientModelFailureCode = z.infer<typeof ClientModelFailureCode>;

/** Why a task could not be done. `retryable`: offering it again may help (the disk was full, a file was locked). */
export const TaskFailure = z.object({
  code: z.enum([
    'WORKSPACE_CHANGED',
    'WORKSPACE_UNREADABLE',
    'TARGET_NOT_FOUND',
    'CONTEXT_SIZE_EXCEEDED',
    'DISK_FULL',
    'COPY_FAILED',
    'DOCKER_UNAVAILABLE',
    'DOCKER_IMAGE_MISSING',
    'PATCH_DOES_NOT_APPLY',
    'RECIPE_FAILED',
    'UNSUPPORTED_TASK',
    'INTERNAL',
    ...ClientModelFailureCode.options,
  ]),
  message: z.string().max(8000),
  retryable: z.boolean(),
});
export type TaskFailure = z.infer<typeof TaskFailure>;
