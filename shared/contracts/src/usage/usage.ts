import { z } from 'zod';
import { User } from '../auth/auth.ts';
import { JobState } from '../job/state.ts';
import { ModelAlias, ModelClass } from '../model/model-class.ts';
import { Id, Instant } from '../primitives.ts';
import { RecipeId } from '../recipe.ts';
import { BillingCycle, BillingReason, Entitlements, LimitUse, ReservationStatus } from './quota.ts';

const Count = z.int().min(0);

/**
 * What is shown first: a bar and how many refactors are left, of the limit that is reached first. No amounts of credits or
 * tokens: those are in the report. Everything is null on a plan without limits.
 */
export const UsageSummary = z.object({
  tier: User.shape.tier,
  window: z.enum(['day', 'month']).nullable(),
  /** 0 to 100, with what is set aside for jobs under way. 100 only when nothing more can be started. */
  percent_used: z.int().min(0).max(100).nullable(),
  /** Typical refactors that can still be started before `resets_at`. */
  refactors_left: Count.nullable(),
  resets_at: Instant.nullable(),
  /**
   * What `refactors_left` takes a refactor to be. `one_start`: a limit on starts, so it is exact. `own_jobs`: the median of
   * the credits of that many jobs of this account. `default`: too few of them yet; what every start sets aside.
   */
  typical: z
    .object({ basis: z.enum(['one_start', 'own_jobs', 'default']), jobs: Count, credits: Count.nullable() })
    .nullable(),
  jobs_under_way: Count,
});
export type UsageSummary = z.infer<typeof UsageSummary>;

/**
 * The plan that an account has, and what else there is, smallest first. Nothing is paid through this API yet: who runs it sets an
 * account’s plan.
 */
export const BillingPlan = z.object({
  tier: User.shape.tier,
  billing_cycle: BillingCycle,
  starts_at: Instant,
  /** When the credits of the month start again. */
  ends_at: Instant,
  plans: z.array(Entitlements.required()).length(User.shape.tier.options.length),
});
export type BillingPlan = z.infer<typeof BillingPlan>;

/** Calls of one model, certain ones only. `cost_nano_usd`: billionths of a US dollar, of calls that have a price. */
export const ModelUse = z.object({
  model_class: ModelClass,
  alias: ModelAlias,
  model: z.string(),
  calls: Count,
  input_tokens: Count,
  cached_input_tokens: Count,
  output_tokens: Count,
  cost_nano_usd: Count,
  /** Calls of a model that has no price. */
  unpriced_calls: Count,
  /** Calls of which nobody can say whether they were served: not in the figures, and never billed. */
  uncertain_calls: Count,
});
export type ModelUse = z.infer<typeof ModelUse>;

/** What one job has set aside or used; `reason` is null while it is under way. */
export const JobReservation = z.object({
  job_id: Id,
  billing_cycle: BillingCycle,
  status: ReservationStatus,
  reason: BillingReason.nullable(),
  held_credits: Count,
  used_credits: Count,
  reserved_at: Instant,
  settled_at: Instant.nullable(),
});
export type JobReservation = z.infer<typeof JobReservation>;

/** A move of a reservation, as it was written down. */
export const BillingCheckpoint = z.object({
  at: Instant,
  state: JobState,
  transition: z.enum(['reserved', 'checkpoint', 'consumed', 'released']),
  reason: BillingReason.nullable(),
  credits: Count,
});
export type BillingCheckpoint = z.infer<typeof BillingCheckpoint>;

/** What one job used. `reservation` is null before it is started. */
export const JobUsage = z.object({
  job_id: Id,
  reservation: JobReservation.nullable(),
  checkpoints: z.array(BillingCheckpoint),
  models: z.array(ModelUse),
});
export type JobUsage = z.infer<typeof JobUsage>;

/** The figures of a billing cycle, on demand. `jobs` are the newest 50 of `job_counts`. */
export const UsageReport = z.object({
  tier: User.shape.tier,
  billing_cycle: BillingCycle,
  starts_at: Instant,
  ends_at: Instant,
  /** Of now, whichever cycle is asked for; null where the plan has no such limit. */
  daily_jobs: LimitUse.nullable(),
  monthly_credits: LimitUse.nullable(),
  job_counts: z.object({ held: Count, consumed: Count, released: Count }),
  used_credits: Count,
  models: z.array(ModelUse),
  jobs: z.array(JobReservation.extend({ recipe_id: RecipeId.nullable(), state: JobState.nullable() })).max(50),
});
export type UsageReport = z.infer<typeof UsageReport>;
