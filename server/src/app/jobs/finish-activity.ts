import type { RefactorEvent } from '../../domain/refactor/events.ts';
import type { AppDeps } from '../deps.ts';
import type { ActivityRequest } from '../ports/queue.ts';
import type { Transaction } from '../ports/store.ts';
import { tryAdvance } from './advance.ts';
import type { LockedJob } from './locked-job.ts';
import { onAnyJob } from './on-job.ts';

/**
 * Takes in the outcome of an activity: `outcome` stores what it made and says which event that is, in the transaction
 * that moves the job. Late and repeated outcomes find nothing to answer to and are dropped. Whether it counted.
 */
export async function finishActivity(
  deps: AppDeps,
  request: Pick<ActivityRequest, 'id' | 'job_id' | 'activity' | 'epoch'>,
  outcome: (tx: Transaction, job: LockedJob) => RefactorEvent | Promise<RefactorEvent>,
): Promise<boolean> {
  const { id, activity, epoch } = request;
  const counted = await onAnyJob(deps, request.job_id, async (tx, job) => {
    if (job.record.epoch !== epoch || !(await tx.activities.take(job.id, id, epoch))) {
      const { epoch: now } = job.record;
      deps.log.info({ job_id: job.id, activity, epoch, now }, 'An outcome came too late and was dropped');
      return false;
    }
    await tryAdvance(deps, tx, job, await outcome(tx, job), null);
    return true;
  });
  return counted === true;
}
