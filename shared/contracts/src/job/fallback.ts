import { z } from 'zod';
import { ModelClass } from '../model/model-class.ts';
import { Id } from '../primitives.ts';
import { HealingFeedback } from '../task/payload.ts';
import { AttemptSummary, Progress } from './evidence.ts';
import { JobCommand, JobFailure, JobState } from './state.ts';

/** An attempt with where to read more of it. `tier` is the step of the repair that it was made in. */
export const AttemptDetail = AttemptSummary.extend({
  tier: z.string(),
  progress: Progress.nullable(),
  /** The patch; the draft where that could not be made one. */
  patch_artifact_id: Id,
  verification_artifact_id: Id.nullable(),
});
export type AttemptDetail = z.infer<typeof AttemptDetail>;

/** A way on that asks a model, and what it may cost. */
export const RepairOffer = z.object({
  command: z.enum(['retry', 'escalate', 'deep_fix']),
  model_class: ModelClass,
  /** The price has to be agreed to first. */
  needs_confirmation: z.boolean(),
  /** Credits, at most. */
  credits_max: z.number().nonnegative(),
  /** The share, 0 to 1, of what the plan has left this month; null where the plan has no limit. */
  share_of_left: z.number().min(0).nullable(),
});
export type RepairOffer = z.infer<typeof RepairOffer>;

/** What a person needs to decide how a job goes on that could not be finished: evidence, history, and ways on. */
export const Fallback = z.object({
  job_id: Id,
  state: JobState,
  failure: JobFailure.nullable(),
  /** Oldest first. */
  attempts: z.array(AttemptDetail),
  /** Of the newest attempt whose tests ran. */
  failures: HealingFeedback.shape.failures,
  suite_output: HealingFeedback.shape.suite_output,
  actions: z.array(JobCommand),
  offers: z.array(RepairOffer),
});
export type Fallback = z.infer<typeof Fallback>;
