import type { Entitlements } from '@iama/contracts/usage/quota';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { planOf } from '../quota/plan-of.ts';

/** What the actor's plan includes now: also what their next job will have. */
export function getSubscription({ store }: Pick<AppDeps, 'store'>, actor: Actor): Promise<Entitlements> {
  return planOf(store.read.quota, actor.user_id);
}
