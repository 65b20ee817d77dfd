import type { Entitlements } from '@iama/contracts/usage/quota';
import { allowedClasses } from '../../domain/model/allowed-classes.ts';
import type { QuotaReads } from '../ports/quota-store.ts';

/** What the account's plan includes now. */
export async function planOf(quota: QuotaReads, user_id: string): Promise<Entitlements> {
  const plan = await quota.plan(user_id);
  return { ...plan, model_classes: [...allowedClasses(plan.tier)] };
}
