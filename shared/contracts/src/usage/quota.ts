import { z } from 'zod';
import { User } from '../auth/auth.ts';
import { Instant } from '../primitives.ts';
import { ModelClass } from '../model/model-class.ts';

const Amount = z.int().min(0);

/**
 * What a plan has beyond limits and models. `professional_proposals`: proposals with technical figures; `deep_fix`: a repair that
 * starts anew; `analysis_report`: the analysis as a report.
 */
export const PlanFeature = z.enum(['professional_proposals', 'deep_fix', 'analysis_report']);
export type PlanFeature = z.infer<typeof PlanFeature>;

/** What a plan includes. A limit that is null is none. `monthly_credits`: a credit is a hundredth of a US dollar. */
export const Entitlements = z.object({
  tier: User.shape.tier,
  daily_jobs: Amount.nullable(),
  monthly_credits: Amount.nullable(),
  model_classes: z.array(ModelClass),
  /** Absent in what was written down of jobs that were started before there was a list of them. */
  features: z.array(PlanFeature).optional(),
});
export type Entitlements = z.infer<typeof Entitlements>;

/** A month of the calendar, in UTC: `2026-11`. */
export const BillingCycle = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/, { error: 'is a month, for example 2026-11' });
export type BillingCycle = z.infer<typeof BillingCycle>;

/** `held` while its job is under way; then `consumed` if it is billed, else `released`. */
export const ReservationStatus = z.enum(['held', 'consumed', 'released']);
export type ReservationStatus = z.infer<typeof ReservationStatus>;

/**
 * Why a job was billed or not. `verified`: delivered, and tests stand behind it. `ended_by_person`: broken off, or its client
 * went away, after work had begun (GENERATING_TESTS). The others are not billed: `before_work`: it ended before that;
 * `unverified`: delivered with no test behind it; `not_finished`: it could not be done, whoever's fault that is.
 */
export const BillingReason = z.enum(['verified', 'ended_by_person', 'before_work', 'unverified', 'not_finished']);
export type BillingReason = z.infer<typeof BillingReason>;

/** How much of a limit is gone. `held` is set aside for jobs under way and is not part of `used`. */
export const LimitUse = z.object({ limit: Amount, used: Amount, held: Amount, resets_at: Instant });
export type LimitUse = z.infer<typeof LimitUse>;
