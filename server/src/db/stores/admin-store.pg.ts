import { and, eq, gt, isNull } from 'drizzle-orm';
import type { AdminStore } from '../../app/ports/admin-store.ts';
import type { Ids } from '../../app/ports/ids.ts';
import type { Database } from '../connect.ts';
import type { Executor } from '../executor.ts';
import { adminAccounts } from '../schema/admin-accounts.ts';
import { adminSessions } from '../schema/admin-sessions.ts';
import { auditTrail } from './audit-trail.pg.ts';

const { id, email, password_hash, role, created_at } = adminAccounts;
const RECORD = { id, email, password_hash, role, created_at };
const active = eq(adminAccounts.status, 'active');

export function adminStore(db: Database, ids: Ids): AdminStore {
  const audit = (tx: Executor, action: string, at: Date, data: Record<string, unknown>) =>
    auditTrail(tx).append([{ id: ids.next(), at, org_id: null, user_id: null, job_id: null, action, data }]);

  return {
    create: (admin, by) =>
      db.transaction(async (tx) => {
        const made = await tx
          .insert(adminAccounts)
          .values({ ...admin, status: 'active', updated_at: admin.created_at })
          .onConflictDoNothing({ target: adminAccounts.email })
          .returning({ id });
        if (made.length === 0) return false;
        await audit(tx, 'admin.created', admin.created_at, { admin_id: admin.id, role: admin.role, by });
        return true;
      }),

    async findByEmail(wanted) {
      const [row] = await db
        .select(RECORD)
        .from(adminAccounts)
        .where(and(eq(email, wanted), active));
      return row ?? null;
    },

    openSession: (session) =>
      db.transaction(async (tx) => {
        await tx.insert(adminSessions).values(session);
        const { id: session_id, admin_id } = session;
        await audit(tx, 'admin.session_opened', session.created_at, { admin_id, session_id });
      }),

    async ofSession(token_hash, now) {
      const good = and(isNull(adminSessions.revoked_at), gt(adminSessions.expires_at, now));
      const [row] = await db
        .select(RECORD)
        .from(adminSessions)
        .innerJoin(adminAccounts, eq(id, adminSessions.admin_id))
        .where(and(eq(adminSessions.token_hash, token_hash), good, active));
      return row ?? null;
    },

    endSession: (token_hash, at) =>
      db.transaction(async (tx) => {
        const [ended] = await tx
          .update(adminSessions)
          .set({ revoked_at: at })
          .where(and(eq(adminSessions.token_hash, token_hash), isNull(adminSessions.revoked_at)))
          .returning({ session_id: adminSessions.id, admin_id: adminSessions.admin_id });
        if (ended) await audit(tx, 'admin.session_ended', at, ended);
      }),
  };
}
