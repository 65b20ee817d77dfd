import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from './find-job.ts';
import { presentJob } from './present-job.ts';

/** NOT_FOUND. */
export async function getJob(
  deps: Pick<AppDeps, 'store' | 'clock' | 'policy'>,
  actor: Actor,
  input: { job_id: string },
): Promise<Job> {
  return presentJob(deps, deps.store.read.presence, await findJob(deps, actor, input.job_id));
}
