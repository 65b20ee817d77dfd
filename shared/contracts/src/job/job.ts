import { z } from 'zod';
import { ClientModel } from '../model/client-model.ts';
import { ModelAlias } from '../model/model-class.ts';
import { Id, Instant } from '../primitives.ts';
import { RecipeId, PlanLevel } from '../recipe.ts';
import { LockSettings } from '../test-run/lock.ts';
import { Target } from '../workspace/target.ts';
import { Preflight } from '../workspace/preflight.ts';
import { JobCommand, JobFailure, JobKind, JobState } from './state.ts';

export const ExecutionMode = z.enum(['LOCAL_NATIVE', 'LOCAL_DOCKER']);
export type ExecutionMode = z.infer<typeof ExecutionMode>;

/** Characters of a goal, after trimming. */
export const GOAL_MAX = 4000;

/** Milliseconds that one test suite may be given at most. */
export const TEST_TIMEOUT_MAX = 3_600_000;

/** What a person asks for. `acknowledged` lists the preflight cautions they accepted. */
export const CreateJob = z.object({
  project_id: Id,
  kind: z.literal('refactor'),
  recipe_id: RecipeId,
  /** What shall be reached, in the person's words: for the recipe `goal`, and only for it. */
  goal: z.string().trim().min(1).max(GOAL_MAX).optional(),
  /** The model of the person's editor that writes; left out: one of the control plane's. Only of a goal. */
  client_model: ClientModel.optional(),
  /** A configured model that writes, whatever the routes say; the plan has to include its class. Only of a goal. */
  model_alias: ModelAlias.optional(),
  /** Repair steps that ask a stronger model, and cost more, are taken without asking again. */
  pre_authorize_escalation: z.boolean().optional(),
  target: Target,
  execution_mode: ExecutionMode,
  preflight: Preflight,
  acknowledged: z.array(z.string()).max(50).default([]),
  /** Accept a result that no test stands behind; its evidence says `unverified`. */
  allow_unverified: z.boolean().default(false),
  /** Milliseconds one test suite may take. */
  test_timeout_ms: z.int().min(1000).max(TEST_TIMEOUT_MAX).default(300_000),
  /** How behaviour is pinned before the edit; left out: as the defaults say. */
  lock: LockSettings.optional(),
});
export type CreateJob = z.infer<typeof CreateJob>;

/** A job as clients see it. `accepted_events` is what may be done now; never guess it from `state`. */
export const Job = z.object({
  id: Id,
  kind: JobKind,
  project_id: Id,
  recipe_id: RecipeId,
  /** The person's words, of the recipe `goal`. */
  goal: z.string().nullable().default(null),
  target: Target,
  execution_mode: ExecutionMode,
  state: JobState,
  /** Raised whenever the job moves on; tasks of an older epoch are void. */
  epoch: z.int().nonnegative(),
  accepted_events: z.array(JobCommand),
  level: PlanLevel.nullable(),
  attempt: z.int().nonnegative(),
  failure: JobFailure.nullable(),
  /** When the current state gives up by itself; null when it does not. */
  deadline_at: Instant.nullable(),
  presence: z.object({
    required: z.boolean(),
    status: z.enum(['present', 'absent', 'grace']),
    last_seen_at: Instant.nullable(),
    grace_deadline_at: Instant.nullable(),
  }),
  delivery_status: z.enum(['none', 'staged', 'applied', 'partially_applied', 'reverted']),
  last_seq: z.int().nonnegative(),
  created_at: Instant,
  updated_at: Instant,
  ended_at: Instant.nullable(),
});
export type Job = z.infer<typeof Job>;
