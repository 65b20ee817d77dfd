import { User } from '@iama/contracts/auth/auth';
import type { Actor } from '../actor.ts';
import type { ModelCaller } from './model-request.ts';

/** Whoever asks, as somebody who pays. A plan that nobody knows includes no more than the smallest. */
export function callerOf({ user_id, org_id, tier }: Actor): ModelCaller {
  return { user_id, org_id, tier: User.shape.tier.catch('FREE').parse(tier) };
}
