import type { TokenPair } from '@iama/contracts/auth/auth';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from './auth-deps.ts';
import { freshToken, issueTokens } from './issue-tokens.ts';
import { actorOf } from './present-user.ts';

/** A client may lose the answer, or be killed before it has kept it; within this time it may ask once more. */
const REPEATABLE_MS = 30_000;

/** REFRESH_TOKEN_INVALID; REFRESH_TOKEN_REUSED, and then the whole session is over: one of its two users is a thief. */
export async function refresh(deps: AuthDeps, input: { refresh_token: string }): Promise<TokenPair> {
  const fresh = freshToken(deps);
  const repeatable_since = new Date(fresh.record.created_at.getTime() - REPEATABLE_MS);
  const rotation = await deps.accounts.rotate(deps.secrets.hash(input.refresh_token), fresh.record, repeatable_since);
  if (rotation.outcome === 'reused') throw new AppError('REFRESH_TOKEN_REUSED');
  if (rotation.outcome === 'invalid') throw new AppError('REFRESH_TOKEN_INVALID');
  return issueTokens(deps, actorOf(rotation.account), fresh);
}
