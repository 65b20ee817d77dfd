import { and, asc, eq, inArray, lt, notExists, sql } from 'drizzle-orm';
import type { TimerReads, TimerRecord, TimerStore } from '../../app/ports/timer-store.ts';
import type { Executor } from '../executor.ts';
import { QUEUE_SCHEMA, TIMERS } from '../queue/queue-names.ts';
import { jobTimers } from '../schema/job-timers.ts';

export function timerReads(db: Executor): TimerReads {
  return {
    async overdue(due_before, limit) {
      return db
        .select()
        .from(jobTimers)
        .where(and(lt(jobTimers.fires_at, due_before), notExists(heldForLater(db))))
        .orderBy(asc(jobTimers.fires_at))
        .limit(limit);
    },
  };
}

/** The queue's entry of a timer, where it is in good time by the database's own clock. */
function heldForLater(db: Executor) {
  return db
    .select({ one: sql`1` })
    .from(sql`${sql.identifier(QUEUE_SCHEMA)}.job AS entry`)
    .where(
      sql`entry.name = ${TIMERS} AND entry.id = ${jobTimers.id} AND entry.state = 'created'
        AND entry.start_after > now() - interval '30 seconds'`,
    );
}

export function timerStore(db: Executor): TimerStore {
  const named = (job_id: string, timer: string) => and(eq(jobTimers.job_id, job_id), eq(jobTimers.timer, timer));
  return {
    ...timerReads(db),

    async put(timer) {
      const [running] = await db.select().from(jobTimers).where(named(timer.job_id, timer.timer));
      const { id, epoch, fires_at } = timer;
      await db
        .insert(jobTimers)
        .values(timer)
        .onConflictDoUpdate({ target: [jobTimers.job_id, jobTimers.timer], set: { id, epoch, fires_at } });
      return running?.id ?? null;
    },

    cancel: async (job_id, timer) => (await cancelTimers(db, [job_id], timer))[0]?.id ?? null,

    async take(job_id, id) {
      const one = and(eq(jobTimers.job_id, job_id), eq(jobTimers.id, id));
      const rows = await db.delete(jobTimers).where(one).returning({ id: jobTimers.id });
      return rows.length === 1;
    },

    list: (job_id) => listTimers(db, [job_id]),
  };
}

/** Of all these jobs, the one of this name. */
export function cancelTimers(
  db: Executor,
  job_ids: string[],
  timer: string,
): Promise<{ id: string; job_id: string }[]> {
  return db
    .delete(jobTimers)
    .where(and(inArray(jobTimers.job_id, job_ids), eq(jobTimers.timer, timer)))
    .returning({ id: jobTimers.id, job_id: jobTimers.job_id });
}

/** Of all these jobs, the next one first. */
export async function listTimers(db: Executor, job_ids: string[]): Promise<TimerRecord[]> {
  return db.select().from(jobTimers).where(inArray(jobTimers.job_id, job_ids)).orderBy(asc(jobTimers.fires_at));
}
