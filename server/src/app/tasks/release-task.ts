import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { onJob } from '../jobs/on-job.ts';
import { assertLeasedBy, findTask } from './find-task.ts';
import { offerAgain } from './offer-again.ts';

/** Gives a task back undone. NOT_FOUND, LEASE_LOST, TASK_GONE. */
export function releaseTask(
  deps: AppDeps,
  actor: Actor,
  input: { job_id: string; task_id: string; lease_id: string },
): Promise<void> {
  return onJob(deps, actor, input.job_id, async (tx, job) => {
    const task = assertLeasedBy(await findTask(tx.tasks, job.id, input.task_id), input.lease_id);
    await offerAgain(deps, tx, job, task, input.lease_id);
  });
}
