import type { TokenPair } from '@iama/contracts/auth/auth';
import type { Actor } from '../actor.ts';
import type { AuthDeps } from './auth-deps.ts';

const ACCESS_LIFETIME_MS = 15 * 60_000;
const REFRESH_LIFETIME_MS = 30 * 24 * 3_600_000;

/** A refresh token to give out, and what is kept of it. */
export interface FreshToken {
  readonly token: string;
  readonly record: {
    readonly id: string;
    readonly token_hash: string;
    readonly created_at: Date;
    readonly expires_at: Date;
  };
}

export function freshToken({ secrets, ids, clock }: AuthDeps): FreshToken {
  const token = secrets.next();
  const created_at = clock.now();
  const expires_at = new Date(created_at.getTime() + REFRESH_LIFETIME_MS);
  return { token, record: { id: ids.next(), token_hash: secrets.hash(token), created_at, expires_at } };
}

export async function issueTokens(
  { tokens }: AuthDeps,
  actor: Actor,
  { token, record }: FreshToken,
): Promise<TokenPair> {
  const access_expires_at = new Date(record.created_at.getTime() + ACCESS_LIFETIME_MS);
  return {
    token_type: 'Bearer',
    access_token: await tokens.sign(actor, record.created_at, access_expires_at),
    access_expires_at: access_expires_at.toISOString(),
    refresh_token: token,
    refresh_expires_at: record.expires_at.toISOString(),
  };
}
