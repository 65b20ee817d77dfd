import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { JobEvent } from '@iama/contracts/job/event';
import type { EventLog, EventReads } from '../../app/ports/event-log.ts';
import { EVENT_CHANNEL } from '../event-channel.ts';
import type { Executor } from '../executor.ts';
import { jobEvents } from '../schema/job-events.ts';

export function eventReads(db: Executor): EventReads {
  return {
    async after(job_id, after, limit) {
      const rows = await db
        .select()
        .from(jobEvents)
        .where(and(eq(jobEvents.job_id, job_id), gt(jobEvents.seq, after)))
        .orderBy(asc(jobEvents.seq))
        .limit(limit);
      return rows.map(toJobEvent);
    },
  };
}

export function eventLog(db: Executor): EventLog {
  return {
    ...eventReads(db),

    async append(job, first_seq, events, at) {
      if (events.length === 0) return;
      await db.insert(jobEvents).values(
        events.map((event, index) => ({
          job_id: job.id,
          seq: first_seq + index,
          org_id: job.org_id,
          at,
          type: event.type,
          level: event.level,
          batch_id: null,
          data: event.data,
        })),
      );
      // Sent by the server at commit, and small: NOTIFY holds a lock of the whole database while it commits.
      await db.execute(sql`SELECT pg_notify(${EVENT_CHANNEL}, ${`${job.id}:${first_seq + events.length - 1}`})`);
    },
  };
}

type EventRow = typeof jobEvents.$inferSelect;

export function toJobEvent(row: EventRow): JobEvent {
  const { org_id: _, at, ...event } = row;
  // `type` and `data` were written together from one NewJobEvent.
  return { ...event, at: at.toISOString() } as JobEvent;
}
