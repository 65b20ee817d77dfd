import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { JobEvent, NewJobEvent } from '@iama/contracts/job/event';
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

    append: (job, first_seq, events, at) => appendEvents(db, [{ job, first_seq, events, at }]),
  };
}

export interface Appended {
  readonly job: { readonly id: string; readonly org_id: string };
  readonly first_seq: number;
  readonly events: readonly NewJobEvent[];
  readonly at: Date;
}

/** To the logs of many jobs, with one statement and one for those who follow them. */
export async function appendEvents(db: Executor, appended: readonly Appended[]): Promise<void> {
  const logs = appended.filter(({ events }) => events.length > 0);
  if (logs.length === 0) return;
  await db.insert(jobEvents).values(
    logs.flatMap(({ job, first_seq, events, at }) =>
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
    ),
  );
  const hints = logs.map(({ job, first_seq, events }) => sql`(${`${job.id}:${first_seq + events.length - 1}`})`);
  // Sent by the server at commit, and small: NOTIFY holds a lock of the whole database while it commits.
  await db.execute(
    sql`SELECT pg_notify(${EVENT_CHANNEL}, hint) FROM (VALUES ${sql.join(hints, sql`, `)}) AS hints (hint)`,
  );
}

type EventRow = typeof jobEvents.$inferSelect;

export function toJobEvent(row: EventRow): JobEvent {
  const { org_id: _, at, ...event } = row;
  // `type` and `data` were written together from one NewJobEvent.
  return { ...event, at: at.toISOString() } as JobEvent;
}
