import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { HandoffStore } from '../../app/ports/handoff-store.ts';
import type { Executor } from '../executor.ts';
import { authHandoffs } from '../schema/auth-handoffs.ts';

export function handoffStore(tx: Executor): HandoffStore {
  return {
    async add(handoff) {
      await tx.insert(authHandoffs).values(handoff);
    },

    async spend(code_hash, at) {
      const [spent] = await tx
        .update(authHandoffs)
        .set({ used_at: at })
        .where(
          and(eq(authHandoffs.code_hash, code_hash), isNull(authHandoffs.used_at), gt(authHandoffs.expires_at, at)),
        )
        .returning();
      return spent ?? null;
    },

    async becameSession(id, session_id) {
      await tx
        .update(authHandoffs)
        .set({ session_id })
        .where(and(eq(authHandoffs.id, id), isNull(authHandoffs.session_id)));
    },

    async find(code_hash) {
      const [found] = await tx.select().from(authHandoffs).where(eq(authHandoffs.code_hash, code_hash));
      return found ?? null;
    },

    async forget(expired_before) {
      const gone = await tx
        .delete(authHandoffs)
        .where(lt(authHandoffs.expires_at, expired_before))
        .returning({ id: authHandoffs.id });
      return gone.length;
    },
  };
}
