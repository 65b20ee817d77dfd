import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { CheckpointRecord } from '../ports/quota-store.ts';
import type { Transaction } from '../ports/store.ts';

/** Writes down a move of the job's reservation, once for each epoch. */
export function recordMove(
  deps: Pick<AppDeps, 'ids'>,
  tx: Transaction,
  job: LockedJob,
  move: Pick<CheckpointRecord, 'reservation_id' | 'transition' | 'reason' | 'credits'>,
): Promise<void> {
  const { id: job_id, org_id, user_id, epoch, state } = job.record;
  return tx.quota.append({ ...move, id: deps.ids.next(), org_id, user_id, job_id, epoch, state, at: job.now });
}
