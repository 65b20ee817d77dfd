import { readJobRecord } from '@iama/runner/records/job-records';
import type { Execution } from '@iama/runner/sandbox/execution';
import type { JobContext } from './job-context.ts';

/** For as long as a task is ours: a network that is away for a while is no reason to fail a job. */
const RETRIES = Number.POSITIVE_INFINITY;

/** Where a job's tests run: as it was made, with the image that was named for it on this machine. */
export async function executionOf(
  { client, folders }: Pick<JobContext, 'client' | 'folders'>,
  job_id: string,
  signal: AbortSignal,
): Promise<Execution> {
  const { execution_mode: mode } = await client.call('jobs.get', { params: { job_id }, signal, retries: RETRIES });
  const record = await readJobRecord(folders.data, job_id);
  return { mode, docker_image: record?.docker_image ?? null, unconfined: record?.unconfined ?? false };
}
