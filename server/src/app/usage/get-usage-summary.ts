import type { UsageSummary } from '@iama/contracts/usage/usage';
import { billingCycleOf, dayOf } from '../../domain/quota/billing-cycle.ts';
import { summariseUsage } from '../../domain/quota/summarise-usage.ts';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { planOf } from '../quota/plan-of.ts';

/** So many of the last billed jobs say what is typical of an account. */
const PAST_JOBS = 20;

export async function getUsageSummary(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  { user_id }: Actor,
): Promise<UsageSummary> {
  const now = clock.now();
  const { quota } = store.read;
  const [plan, use, past] = await Promise.all([
    planOf(quota, user_id),
    quota.use(user_id, dayOf(now), billingCycleOf(now)),
    quota.pastCredits(user_id, PAST_JOBS),
  ]);
  return summariseUsage(plan, use, past, now);
}
