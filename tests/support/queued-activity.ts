import assert from 'node:assert/strict';
import type { ActivityRequest } from '@iama/server/app/ports/queue';
import { sql } from 'drizzle-orm';
import type { Spine } from './spine.ts';

/** The activity that a job waits for, as a worker would be given it. */
export async function queuedActivity(spine: Spine, job_id: string): Promise<ActivityRequest> {
  const [entry] = await spine.db.execute<{ data: ActivityRequest }>(
    sql`SELECT data FROM pgboss.job WHERE name = 'activities' AND data->>'job_id' = ${job_id}`,
  );
  assert.ok(entry, 'nothing is queued');
  return entry.data;
}
