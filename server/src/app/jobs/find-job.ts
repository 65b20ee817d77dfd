import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import type { JobRecord } from '../ports/job-store.ts';

/** A job of the actor's, for reading. NOT_FOUND also when it is somebody else's. */
export async function findJob(deps: Pick<AppDeps, 'store'>, actor: Actor, job_id: string): Promise<JobRecord> {
  const job = await deps.store.read.jobs.find(actor, job_id);
  if (job === null) throw new AppError('NOT_FOUND');
  return job;
}
