import type { BillingPlan } from '@iama/contracts/usage/usage';
import { allowedClasses } from '../../domain/model/allowed-classes.ts';
import { featuresOf } from '../../domain/quota/plan-features.ts';
import type { PlanLimits, QuotaReads } from '../ports/quota-store.ts';

/** What the account's plan includes now. */
export async function planOf(quota: QuotaReads, user_id: string): Promise<BillingPlan['plans'][number]> {
  return includedIn(await quota.plan(user_id));
}

/** What a plan with these limits includes. */
export function includedIn(limits: PlanLimits): BillingPlan['plans'][number] {
  const { tier } = limits;
  return { ...limits, model_classes: [...allowedClasses(tier)], features: [...featuresOf(tier)] };
}
