import type { Session } from '@iama/contracts/auth/auth';
import type { ErrorCode } from '@iama/contracts/error/catalogue';
import { judgePoll } from '../../domain/sign-in/judge-poll.ts';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';
import type { FreshToken } from '../auth/issue-tokens.ts';
import { freshToken, issueTokens } from '../auth/issue-tokens.ts';
import { actorOf, presentUser } from '../auth/present-user.ts';
import type { AccountRecord } from '../ports/account-store.ts';
import type { DeviceGrantRecord } from '../ports/device-grant-store.ts';
import type { Transaction } from '../ports/store.ts';
import { auditSignIn } from './audit-sign-in.ts';
import { openSession } from './open-session.ts';

/** A refusal is a value here, because what a poll writes has to be kept. */
type Polled = { readonly account: AccountRecord } | { readonly refused: ErrorCode; readonly retry_after?: number };

/**
 * The session, once somebody has approved. AUTHORIZATION_PENDING and SLOW_DOWN with `retry_after`; ACCESS_DENIED,
 * DEVICE_CODE_EXPIRED, DEVICE_CODE_INVALID; DEVICE_CODE_USED, which ends the session made from it: whoever has that
 * session would not ask again.
 */
export async function pollDevice(deps: AuthDeps, device_code: string): Promise<Session> {
  const fresh = freshToken(deps);
  const done = await deps.store.transaction(async (tx): Promise<Polled> => {
    const grant = await tx.device_grants.lock(deps.secrets.hash(device_code));
    return grant ? answer(deps, tx, grant, fresh) : { refused: 'DEVICE_CODE_INVALID' };
  });
  if ('refused' in done) {
    const { refused, retry_after } = done;
    throw new AppError(refused, undefined, retry_after === undefined ? {} : { retry_after });
  }
  return { user: presentUser(done.account), tokens: await issueTokens(deps, actorOf(done.account), fresh) };
}

async function answer(deps: AuthDeps, tx: Transaction, grant: DeviceGrantRecord, fresh: FreshToken): Promise<Polled> {
  const { status, user_id, session_id } = grant;
  const at = fresh.record.created_at;
  if (status === 'used' && session_id !== null && user_id !== null) {
    if (await tx.sessions.revoke(session_id, at)) {
      const data = { session_id, reason: 'device_code_reused' };
      await auditSignIn(deps, tx, { at, user: { user_id, org_id: null }, action: 'session.revoked', data });
    }
    return { refused: 'DEVICE_CODE_USED' };
  }
  if (status === 'denied') return { refused: 'ACCESS_DENIED' };
  if (grant.expires_at <= at) return { refused: 'DEVICE_CODE_EXPIRED' };
  return status === 'approved' && user_id !== null
    ? takeSession(deps, tx, { ...grant, user_id }, fresh)
    : stillPending(tx, grant, at);
}

async function takeSession(
  deps: AuthDeps,
  tx: Transaction,
  { id, user_id, client }: DeviceGrantRecord & { readonly user_id: string },
  fresh: FreshToken,
): Promise<Polled> {
  const session_id = deps.ids.next();
  if (!(await tx.device_grants.spend(id, session_id, fresh.record.created_at))) {
    return { refused: 'DEVICE_CODE_EXPIRED' };
  }
  return { account: await openSession(deps, tx, fresh, { session_id, user_id, client, by: 'device' }) };
}

async function stillPending(tx: Transaction, grant: DeviceGrantRecord, at: Date): Promise<Polled> {
  const { hasty, interval_s } = judgePoll(grant, at);
  await tx.device_grants.notePoll(grant.id, { at, interval_s });
  return { refused: hasty ? 'SLOW_DOWN' : 'AUTHORIZATION_PENDING', retry_after: interval_s };
}
