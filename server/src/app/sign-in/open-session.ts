import type { AccountRecord } from '../ports/account-store.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';
import type { FreshToken } from '../auth/issue-tokens.ts';
import { actorOf } from '../auth/present-user.ts';
import type { Transaction } from '../ports/store.ts';
import { auditSignIn } from './audit-sign-in.ts';

/** Opens a session for somebody who proved in another way than with a password who they are. */
export async function openSession(
  deps: AuthDeps,
  tx: Transaction,
  fresh: FreshToken,
  { session_id, user_id, by, client }: { session_id: string; user_id: string; by: string; client: string },
): Promise<AccountRecord> {
  const account = await tx.sessions.open({ ...fresh.record, session_id, user_id });
  const at = fresh.record.created_at;
  await auditSignIn(deps, tx, {
    at,
    user: actorOf(account),
    action: 'session.opened',
    data: { session_id, by, client },
  });
  return account;
}
