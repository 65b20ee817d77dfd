import type { ApplyRecord, Delivery } from '@iama/contracts/job/delivery';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { advance } from '../jobs/advance.ts';
import { onJob } from '../jobs/on-job.ts';
import { presentDelivery } from './present-delivery.ts';

/** Records what the client has written on the person's disk. NOT_FOUND, ILLEGAL_TRANSITION. */
export function applyDelivery(
  deps: AppDeps,
  actor: Actor,
  input: { readonly job_id: string } & ApplyRecord,
): Promise<Delivery> {
  const { job_id, ...record } = input;
  return onJob(deps, actor, job_id, async (tx, job) => {
    await advance(deps, tx, job, { type: 'apply_delivery', scope: record.scope }, actor);
    await tx.deliveries.recordApply(job.id, record, job.now);
    return presentDelivery(job.record, await tx.deliveries.find(job.id));
  });
}
