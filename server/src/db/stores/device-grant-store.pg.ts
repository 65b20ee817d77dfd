import { and, eq, gt, lt } from 'drizzle-orm';
import type { DeviceGrantStore } from '../../app/ports/device-grant-store.ts';
import type { Executor } from '../executor.ts';
import { authDeviceGrants as grants } from '../schema/auth-device-grants.ts';

export function deviceGrantStore(tx: Executor): DeviceGrantStore {
  const pending = (user_code: string, at: Date) =>
    and(eq(grants.user_code, user_code), eq(grants.status, 'pending'), gt(grants.expires_at, at));

  return {
    async add(grant) {
      const added = await tx
        .insert(grants)
        .values(grant)
        .onConflictDoNothing({ target: grants.user_code })
        .returning({ id: grants.id });
      return added.length === 1;
    },

    async findPending(user_code, at) {
      const [found] = await tx.select().from(grants).where(pending(user_code, at));
      return found ?? null;
    },

    async decide(user_code, { status, user_id, at }) {
      const [decided] = await tx.update(grants).set({ status, user_id }).where(pending(user_code, at)).returning();
      return decided ?? null;
    },

    async lock(device_code_hash) {
      const [found] = await tx.select().from(grants).where(eq(grants.device_code_hash, device_code_hash)).for('update');
      return found ?? null;
    },

    async notePoll(id, { at, interval_s }) {
      await tx
        .update(grants)
        .set({ polled_at: at, interval_s })
        .where(and(eq(grants.id, id), eq(grants.status, 'pending')));
    },

    async spend(id, session_id, at) {
      const spent = await tx
        .update(grants)
        .set({ status: 'used', session_id })
        .where(and(eq(grants.id, id), eq(grants.status, 'approved'), gt(grants.expires_at, at)))
        .returning({ id: grants.id });
      return spent.length === 1;
    },

    async forget(expired_before) {
      const gone = await tx.delete(grants).where(lt(grants.expires_at, expired_before)).returning({ id: grants.id });
      return gone.length;
    },
  };
}
