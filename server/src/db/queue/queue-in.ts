import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';
import type { PgBoss } from 'pg-boss';
import type { Queue } from '../../app/ports/queue.ts';
import type { Executor } from '../executor.ts';
import { ACTIVITIES, TIMERS } from './queue-names.ts';

/** The queue inside a transaction of ours: entries appear, and disappear, with its commit. */
export function queueIn(boss: PgBoss): (tx: Executor) => Queue {
  return (tx) => {
    const db = fromDrizzle(tx, sql);
    return {
      async enqueueActivity(request) {
        await boss.send(ACTIVITIES, request, { id: request.id, db });
      },
      async cancelActivities(ids) {
        if (ids.length > 0) await boss.cancel(ACTIVITIES, [...ids], { db });
      },
      async scheduleTimer({ delay_ms, ...timer }) {
        await boss.send(TIMERS, timer, { id: timer.id, startAfter: delay_ms / 1000, db });
      },
      async cancelTimers(ids) {
        if (ids.length > 0) await boss.deleteJob(TIMERS, [...ids], { db });
      },
    };
  };
}
