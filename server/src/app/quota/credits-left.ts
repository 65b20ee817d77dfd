import { billingCycleOf, dayOf } from '../../domain/quota/billing-cycle.ts';
import type { AppDeps } from '../deps.ts';
import { planOf } from './plan-of.ts';

/** Credits that an account has left this month, without what is set aside; null where its plan has no limit. */
export async function creditsLeft(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  user_id: string,
): Promise<number | null> {
  const now = clock.now();
  const { quota } = store.read;
  const { monthly_credits } = await planOf(quota, user_id);
  if (monthly_credits === null) return null;
  const { used_credits, held_credits } = await quota.use(user_id, dayOf(now), billingCycleOf(now));
  return Math.max(0, monthly_credits - used_credits - held_credits);
}
