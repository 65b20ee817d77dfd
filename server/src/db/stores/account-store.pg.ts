import { and, eq, gt, isNull } from 'drizzle-orm';
import type { AccountRecord, AccountStore } from '../../app/ports/account-store.ts';
import type { Ids } from '../../app/ports/ids.ts';
import type { Database } from '../connect.ts';
import type { Executor } from '../executor.ts';
import { authDeviceGrants } from '../schema/auth-device-grants.ts';
import { authHandoffs } from '../schema/auth-handoffs.ts';
import { refreshTokens } from '../schema/refresh-tokens.ts';
import { users } from '../schema/users.ts';
import { auditTrail } from './audit-trail.pg.ts';
import { findAccount } from './find-account.ts';
import { sessionStore } from './session-store.pg.ts';

export function accountStore(db: Database, ids: Ids): AccountStore {
  const audit = (tx: Executor, user: Pick<AccountRecord, 'id' | 'org_id'>, action: string, at: Date, data = {}) =>
    auditTrail(tx).append([{ id: ids.next(), at, org_id: user.org_id, user_id: user.id, job_id: null, action, data }]);

  return {
    create: (account, session) =>
      db.transaction(async (tx) => {
        const made = await tx
          .insert(users)
          .values({ ...account, updated_at: account.created_at })
          .onConflictDoNothing({ target: users.email })
          .returning({ id: users.id });
        if (made.length === 0) return false;
        if (session) await tx.insert(refreshTokens).values(session);
        await audit(tx, account, 'account.registered', account.created_at);
        return true;
      }),

    findByEmail: (email) => findAccount(db, eq(users.email, email)),
    find: (user_id) => findAccount(db, eq(users.id, user_id)),

    openSession: (session) =>
      db.transaction(async (tx) => {
        const account = await sessionStore(tx).open(session);
        await audit(tx, account, 'session.opened', session.created_at, { session_id: session.session_id });
      }),

    rotate: (token_hash, next, repeatable_since) =>
      db.transaction(async (tx) => {
        const now = next.created_at;
        // The guard and the use are one statement: a twin waits for the row and then finds it used.
        const [used] = await tx
          .update(refreshTokens)
          .set({ used_at: now, replaced_by: next.id })
          .where(and(eq(refreshTokens.token_hash, token_hash), unspent, gt(refreshTokens.expires_at, now)))
          .returning();
        const [token] = used
          ? [used]
          : await tx.select().from(refreshTokens).where(eq(refreshTokens.token_hash, token_hash)).for('update');
        const account = token ? await findAccount(tx, eq(users.id, token.user_id)) : null;
        if (!token || !account) return { outcome: 'invalid' };
        if (used || (await repeat(tx, token, next, repeatable_since))) {
          await tx.insert(refreshTokens).values({ ...next, session_id: token.session_id, user_id: token.user_id });
          return { outcome: 'rotated', account };
        }
        if (!token.used_at || token.revoked_at) return { outcome: 'invalid' };
        await sessionStore(tx).revoke(token.session_id, now);
        await audit(tx, account, 'session.revoked', now, { session_id: token.session_id, reason: 'token_reused' });
        return { outcome: 'reused' };
      }),

    endSession: (token_hash, at) =>
      db.transaction(async (tx) => {
        const [token] = await tx.select().from(refreshTokens).where(eq(refreshTokens.token_hash, token_hash));
        if (!token || !(await sessionStore(tx).revoke(token.session_id, at))) return;
        const account = await findAccount(tx, eq(users.id, token.user_id));
        if (account) await audit(tx, account, 'session.ended', at, { session_id: token.session_id });
      }),

    setPassword: (user_id, password_hash, at) =>
      db.transaction(async (tx) => {
        await tx.update(users).set({ password_hash, updated_at: at }).where(eq(users.id, user_id));
        await tx
          .update(refreshTokens)
          .set({ revoked_at: at })
          .where(and(eq(refreshTokens.user_id, user_id), isNull(refreshTokens.revoked_at)));
        // What would still become a session ends as well.
        await tx.delete(authHandoffs).where(and(eq(authHandoffs.user_id, user_id), isNull(authHandoffs.used_at)));
        await tx
          .delete(authDeviceGrants)
          .where(and(eq(authDeviceGrants.user_id, user_id), eq(authDeviceGrants.status, 'approved')));
        const account = await findAccount(tx, eq(users.id, user_id));
        if (account) await audit(tx, account, 'account.password_set', at);
      }),
  };
}

const unspent = and(isNull(refreshTokens.used_at), isNull(refreshTokens.revoked_at));

/**
 * True when the token was used so short a time ago, and what it was exchanged for so little, that its answer must have
 * been lost. Then `next` takes the place of the lost one, which is spent: whoever shows that one is somebody else.
 */
async function repeat(
  tx: Executor,
  token: typeof refreshTokens.$inferSelect,
  next: { readonly id: string; readonly created_at: Date },
  since: Date,
): Promise<boolean> {
  const { id, used_at, revoked_at, replaced_by } = token;
  if (!used_at || used_at < since || revoked_at || !replaced_by) return false;
  const [lost] = await tx
    .update(refreshTokens)
    .set({ used_at: next.created_at })
    .where(and(eq(refreshTokens.id, replaced_by), unspent))
    .returning({ id: refreshTokens.id });
  if (!lost) return false;
  await tx.update(refreshTokens).set({ replaced_by: next.id }).where(eq(refreshTokens.id, id));
  return true;
}
