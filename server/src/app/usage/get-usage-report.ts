import type { BillingCycle, LimitUse } from '@iama/contracts/usage/quota';
import type { UsageReport } from '@iama/contracts/usage/usage';
import { billingCycleOf, cycleStretch, dayOf, dayStretch } from '../../domain/quota/billing-cycle.ts';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { planOf } from '../quota/plan-of.ts';

const NEWEST_JOBS = 50;

/** The figures of a billing cycle, which may be one without any. The limits are those of now. */
export async function getUsageReport(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  actor: Actor,
  query: { billing_cycle?: BillingCycle | undefined },
): Promise<UsageReport> {
  const now = clock.now();
  const { quota } = store.read;
  const { org_id, user_id } = actor;
  const present = billingCycleOf(now);
  const billing_cycle = query.billing_cycle ?? present;
  const { starts_at, ends_at } = cycleStretch(billing_cycle);
  const [plan, use, counts, models, jobs] = await Promise.all([
    planOf(quota, user_id),
    quota.use(user_id, dayOf(now), present),
    quota.jobCounts(actor, billing_cycle),
    quota.models({ org_id, user_id, from: starts_at, until: ends_at }),
    quota.jobs(actor, billing_cycle, NEWEST_JOBS),
  ]);
  const { used_credits, ...job_counts } = counts;
  return {
    tier: plan.tier,
    billing_cycle,
    starts_at: starts_at.toISOString(),
    ends_at: ends_at.toISOString(),
    daily_jobs: limitUse(plan.daily_jobs, use.jobs_today, 0, dayStretch(now).ends_at),
    monthly_credits: limitUse(plan.monthly_credits, use.used_credits, use.held_credits, cycleStretch(present).ends_at),
    job_counts,
    used_credits,
    models,
    jobs,
  };
}

function limitUse(limit: number | null, used: number, held: number, resets_at: Date): LimitUse | null {
  return limit === null ? null : { limit, used, held, resets_at: resets_at.toISOString() };
}
