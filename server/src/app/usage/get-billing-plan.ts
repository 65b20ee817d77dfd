import type { BillingPlan } from '@iama/contracts/usage/usage';
import { billingCycleOf, cycleStretch } from '../../domain/quota/billing-cycle.ts';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { includedIn } from '../quota/plan-of.ts';

/** The plan that the account has now, beside all others. */
export async function getBillingPlan(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  { user_id }: Actor,
): Promise<BillingPlan> {
  const billing_cycle = billingCycleOf(clock.now());
  const { starts_at, ends_at } = cycleStretch(billing_cycle);
  const { quota } = store.read;
  const [{ tier }, plans] = await Promise.all([quota.plan(user_id), quota.plans()]);
  return {
    tier,
    billing_cycle,
    starts_at: starts_at.toISOString(),
    ends_at: ends_at.toISOString(),
    plans: plans.map(includedIn),
  };
}
