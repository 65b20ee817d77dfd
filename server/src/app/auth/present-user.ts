import type { User } from '@iama/contracts/auth/auth';
import type { Actor } from '../actor.ts';
import type { AccountRecord } from '../ports/account-store.ts';

export function presentUser({ id, org_id, email, tier, created_at }: AccountRecord): User {
  return { id, org_id, email, tier, created_at: created_at.toISOString() };
}

export function actorOf({ id, org_id, tier }: AccountRecord): Actor {
  return { user_id: id, org_id, tier };
}
