import { inArray, max, sql } from 'drizzle-orm';
import type { PresenceReads, PresenceRecord, PresenceStore } from '../../app/ports/presence-store.ts';
import type { Executor } from '../executor.ts';
import { clientHeartbeatSessions } from '../schema/client-heartbeat-sessions.ts';

const NOBODY: PresenceRecord = { last_seen_at: null, open_seen_at: null };

export function presenceReads(db: Executor): PresenceReads {
  const seen = clientHeartbeatSessions;
  return {
    async of(job_ids) {
      const records = new Map<string, PresenceRecord>(job_ids.map((id) => [id, NOBODY]));
      if (job_ids.length === 0) return records;
      const rows = await db
        .select({
          job_id: seen.job_id,
          last_seen_at: max(seen.last_seen_at),
          open_seen_at: sql<Date | null>`max(${seen.last_seen_at}) FILTER (WHERE ${seen.closed_at} IS NULL)`.mapWith(
            seen.last_seen_at,
          ),
        })
        .from(seen)
        .where(inArray(seen.job_id, [...job_ids]))
        .groupBy(seen.job_id);
      for (const { job_id, ...record } of rows) records.set(job_id, record);
      return records;
    },
  };
}

export function presenceStore(db: Executor): PresenceStore {
  return {
    ...presenceReads(db),

    async beat({ job_id, client_session_id, user_id, at, closing }) {
      const closed_at = closing ? at : null;
      await db
        .insert(clientHeartbeatSessions)
        .values({ job_id, client_session_id, user_id, started_at: at, last_seen_at: at, closed_at })
        .onConflictDoUpdate({
          target: [clientHeartbeatSessions.job_id, clientHeartbeatSessions.client_session_id],
          set: { last_seen_at: at, closed_at },
          // Beats of two requests may arrive in the other order.
          setWhere: sql`${clientHeartbeatSessions.last_seen_at} <= excluded.last_seen_at`,
        });
    },
  };
}
