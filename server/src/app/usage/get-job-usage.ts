import type { JobUsage } from '@iama/contracts/usage/usage';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';

/** NOT_FOUND. */
export async function getJobUsage(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  { job_id }: { job_id: string },
): Promise<JobUsage> {
  await findJob(deps, actor, job_id);
  const { quota } = deps.store.read;
  const { org_id, user_id } = actor;
  const [reservation, checkpoints, models] = await Promise.all([
    quota.ofJob(actor, job_id),
    quota.checkpoints(job_id),
    quota.models({ org_id, user_id, job_id }),
  ]);
  return { job_id, reservation, checkpoints, models };
}
