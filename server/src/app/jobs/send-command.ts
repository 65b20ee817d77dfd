import type { Job } from '@iama/contracts/job/job';
import type { RefactorEvent } from '../../domain/refactor/events.ts';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import type { Transaction } from '../ports/store.ts';
import { advance } from './advance.ts';
import type { LockedJob } from './locked-job.ts';
import { onJob } from './on-job.ts';
import { presentJob } from './present-job.ts';

/** A person's command to one of their jobs. `event` may read and write in the transaction that moves the job. */
export function sendCommand(
  deps: AppDeps,
  actor: Actor,
  job_id: string,
  event: (tx: Transaction, job: LockedJob) => RefactorEvent | Promise<RefactorEvent>,
): Promise<Job> {
  return onJob(deps, actor, job_id, async (tx, job) => {
    await advance(deps, tx, job, await event(tx, job), actor);
    return presentJob(deps, tx.presence, job.record);
  });
}
