import { isAlive } from './is-alive.ts';
import { readJobRecord, updateJobRecord } from './job-records.ts';

/**
 * The id under which this process works for a job. After a kill the old one is taken up again, so that its leases are
 * ours at once and need not run out first; while the other process lives, we are another client.
 */
export async function clientSession(data_dir: string, job_id: string, fresh: string): Promise<string> {
  const known = await readJobRecord(data_dir, job_id);
  const last = known?.session;
  const id = last && last.pid !== process.pid && !isAlive(last.pid) ? last.id : fresh;
  await updateJobRecord(data_dir, job_id, { session: { id, pid: process.pid } });
  return id;
}
