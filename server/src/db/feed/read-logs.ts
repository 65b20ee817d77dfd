import { sql } from 'drizzle-orm';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Database } from '../connect.ts';
import type { Cursor } from './topics.ts';

/** Events of one job taken in one read. */
const EVENTS_PER_JOB = 500;

type Row = Omit<JobEvent, 'seq' | 'data'> & { readonly seq: string; readonly data: JobEvent['data'] } & Record<
    string,
    unknown
  >;

export interface LogsRead {
  readonly events: ReadonlyMap<string, readonly JobEvent[]>;
  /** Jobs with more to read. */
  readonly more: readonly string[];
}

/** Reads on in many logs with one query. Logs are written under the job's lock, so what is visible has no gaps. */
export async function readLogs(db: Database, cursors: readonly Cursor[]): Promise<LogsRead> {
  const rows = await db.execute<Row>(sql`
    SELECT e.job_id, e.seq, e.type, e.level, e.batch_id, e.data,
      to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
    FROM json_to_recordset(${JSON.stringify(cursors)}::json) AS c (job_id uuid, after bigint),
    LATERAL (
      SELECT * FROM job_events WHERE job_id = c.job_id AND seq > c.after ORDER BY seq LIMIT ${EVENTS_PER_JOB}
    ) AS e
    ORDER BY e.job_id, e.seq`);
  const events = new Map<string, JobEvent[]>();
  for (const row of rows) {
    const event = { ...row, seq: Number(row.seq) } as JobEvent;
    const log = events.get(event.job_id);
    if (log === undefined) events.set(event.job_id, [event]);
    else log.push(event);
  }
  const more = [...events].filter(([, log]) => log.length === EVENTS_PER_JOB).map(([job_id]) => job_id);
  return { events, more };
}
