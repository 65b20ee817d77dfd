import type { Delivery } from '@iama/contracts/job/delivery';
import { AppError } from '../app-error.ts';
import type { DeliveryRecord } from '../ports/delivery-store.ts';
import type { JobRecord } from '../ports/job-store.ts';

/** NOT_FOUND while nothing is delivered. */
export function presentDelivery(job: Pick<JobRecord, 'delivery_status'>, delivery: DeliveryRecord | null): Delivery {
  const { delivery_status: status } = job;
  if (delivery === null || status === 'none') throw new AppError('NOT_FOUND', 'This job has not delivered a diff.');
  const { job_id, patch_artifact_id, evidence_artifact_id, applied, applied_at, reverted, reverted_at } = delivery;
  return {
    job_id,
    status,
    patch_artifact_id,
    evidence_artifact_id,
    applied: applied && applied_at && { ...applied, at: applied_at.toISOString() },
    reverted: reverted && reverted_at && { ...reverted, at: reverted_at.toISOString() },
    artifact_expires_at: delivery.artifact_expires_at.toISOString(),
  };
}
