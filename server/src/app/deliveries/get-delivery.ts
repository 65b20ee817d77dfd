import type { Delivery } from '@iama/contracts/job/delivery';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';
import { presentDelivery } from './present-delivery.ts';

/** NOT_FOUND, also while nothing is delivered. */
export async function getDelivery(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string },
): Promise<Delivery> {
  const job = await findJob(deps, actor, input.job_id);
  return presentDelivery(job, await deps.store.read.deliveries.find(job.id));
}
