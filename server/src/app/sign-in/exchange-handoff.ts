import type { Session } from '@iama/contracts/auth/auth';
import type { HandoffExchange } from '@iama/contracts/auth/handoff';
import { challengeOf } from '../../domain/sign-in/challenge-of.ts';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';
import { freshToken, issueTokens } from '../auth/issue-tokens.ts';
import { actorOf, presentUser } from '../auth/present-user.ts';
import type { AccountRecord } from '../ports/account-store.ts';
import type { HandoffRecord } from '../ports/handoff-store.ts';
import type { Transaction } from '../ports/store.ts';
import { auditSignIn } from './audit-sign-in.ts';
import { openSession } from './open-session.ts';

/** A refusal is a value here, because what it writes has to be kept: a code that was tried is used up. */
type Exchanged =
  | { readonly account: AccountRecord }
  | {
      readonly refused: 'HANDOFF_CODE_INVALID' | 'HANDOFF_CODE_EXPIRED' | 'HANDOFF_CODE_USED' | 'HANDOFF_PROOF_WRONG';
    };

/**
 * A session for the editor that made the challenge. HANDOFF_CODE_INVALID, HANDOFF_CODE_EXPIRED; HANDOFF_PROOF_WRONG when
 * verifier or redirect_uri are not the ones asked with, and HANDOFF_CODE_USED, which ends the session made from the code:
 * one of two who hold the same code is a thief, and nobody can say which.
 */
export async function exchangeHandoff(deps: AuthDeps, input: HandoffExchange): Promise<Session> {
  const fresh = freshToken(deps);
  const now = fresh.record.created_at;
  const code_hash = deps.secrets.hash(input.code);
  const done = await deps.store.transaction(async (tx): Promise<Exchanged> => {
    const handoff = await tx.handoffs.spend(code_hash, now);
    if (!handoff) return refuse(deps, tx, await tx.handoffs.find(code_hash), now);
    const { user_id, client } = handoff;
    if (!proves(deps, handoff, input)) {
      const user = { user_id, org_id: null };
      await auditSignIn(deps, tx, { at: now, user, action: 'handoff.refused', data: { client, reason: 'proof' } });
      return { refused: 'HANDOFF_PROOF_WRONG' };
    }
    const session_id = deps.ids.next();
    const account = await openSession(deps, tx, fresh, { session_id, user_id, client, by: 'handoff' });
    await tx.handoffs.becameSession(handoff.id, session_id);
    return { account };
  });
  if ('refused' in done) throw new AppError(done.refused);
  return { user: presentUser(done.account), tokens: await issueTokens(deps, actorOf(done.account), fresh) };
}

function proves({ secrets }: AuthDeps, handoff: HandoffRecord, input: HandoffExchange): boolean {
  const challenge = challengeOf(secrets.hash(input.code_verifier));
  return challenge === handoff.code_challenge && input.redirect_uri === handoff.redirect_uri;
}

async function refuse(deps: AuthDeps, tx: Transaction, found: HandoffRecord | null, now: Date): Promise<Exchanged> {
  if (!found) return { refused: 'HANDOFF_CODE_INVALID' };
  if (!found.used_at) return { refused: 'HANDOFF_CODE_EXPIRED' };
  const { session_id, user_id } = found;
  if (session_id !== null && (await tx.sessions.revoke(session_id, now))) {
    const data = { session_id, reason: 'handoff_code_reused' };
    await auditSignIn(deps, tx, { at: now, user: { user_id, org_id: null }, action: 'session.revoked', data });
  }
  return { refused: 'HANDOFF_CODE_USED' };
}
