import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApplyRecord, RevertRecord } from '@iama/contracts/job/delivery';
import { z } from 'zod';
import { writePrivateFile } from './write-private-file.ts';

/**
 * What this machine knows about a job: where its source is, and what happened on disk that the server has not been
 * told yet (a crash or a lost network between the two).
 */
const JobRecord = z.object({
  job_id: z.string(),
  url: z.string(),
  root: z.string(),
  /** The last process that did this job's work here. */
  session: z.object({ id: z.string(), pid: z.int() }).nullable().default(null),
  /** The image that its tests run in, where one was named and they run in a container. */
  docker_image: z.string().nullable().default(null),
  /** Its tests run with the person's network and rights. */
  unconfined: z.boolean().default(false),
  untold: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('apply'), record: ApplyRecord }),
      z.object({ kind: z.literal('revert'), record: RevertRecord }),
    ])
    .nullable(),
});
export type JobRecord = z.infer<typeof JobRecord>;

export async function readJobRecord(data_dir: string, job_id: string): Promise<JobRecord | null> {
  try {
    return JobRecord.parse(JSON.parse(await readFile(fileOf(data_dir, job_id), 'utf8')));
  } catch {
    return null;
  }
}

export function writeJobRecord(data_dir: string, record: JobRecord): Promise<void> {
  return writePrivateFile(fileOf(data_dir, record.job_id), `${JSON.stringify(record, null, 2)}\n`);
}

/** Change what is known about a job; does nothing when nothing is. */
export async function updateJobRecord(
  data_dir: string,
  job_id: string,
  change: Partial<Pick<JobRecord, 'untold' | 'session'>>,
): Promise<void> {
  const known = await readJobRecord(data_dir, job_id);
  if (known) await writeJobRecord(data_dir, { ...known, ...change });
}

function fileOf(data_dir: string, job_id: string): string {
  return join(data_dir, 'jobs', `${encodeURIComponent(job_id)}.json`);
}
