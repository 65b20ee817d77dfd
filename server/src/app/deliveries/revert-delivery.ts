import type { Delivery, RevertRecord } from '@iama/contracts/job/delivery';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { advance } from '../jobs/advance.ts';
import { onJob } from '../jobs/on-job.ts';
import { presentDelivery } from './present-delivery.ts';

/** Records what the client has taken back. NOT_FOUND, ILLEGAL_TRANSITION. */
export function revertDelivery(
  deps: AppDeps,
  actor: Actor,
  input: { readonly job_id: string } & RevertRecord,
): Promise<Delivery> {
  const { job_id, ...record } = input;
  return onJob(deps, actor, job_id, async (tx, job) => {
    await advance(deps, tx, job, { type: 'revert_delivery' }, actor);
    await tx.deliveries.recordRevert(job.id, record, job.now);
    return presentDelivery(job.record, await tx.deliveries.find(job.id));
  });
}
