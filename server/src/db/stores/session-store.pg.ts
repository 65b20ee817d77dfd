import { and, eq, isNull } from 'drizzle-orm';
import type { SessionStore } from '../../app/ports/session-store.ts';
import type { Executor } from '../executor.ts';
import { refreshTokens } from '../schema/refresh-tokens.ts';
import { users } from '../schema/users.ts';
import { findAccount } from './find-account.ts';

export function sessionStore(tx: Executor): SessionStore {
  return {
    async open(session) {
      await tx.insert(refreshTokens).values(session);
      const account = await findAccount(tx, eq(users.id, session.user_id));
      // The row above refers to it, and holds it until this transaction ends.
      if (!account) throw new Error('A session was opened for an account that is not there');
      return account;
    },

    async revoke(session_id, at) {
      const revoked = await tx
        .update(refreshTokens)
        .set({ revoked_at: at })
        .where(and(eq(refreshTokens.session_id, session_id), isNull(refreshTokens.revoked_at)))
        .returning({ id: refreshTokens.id });
      return revoked.length > 0;
    },
  };
}
