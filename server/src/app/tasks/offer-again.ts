import type { AppDeps } from '../deps.ts';
import type { AdvanceDeps } from '../jobs/advance.ts';
import { tryAdvance } from '../jobs/advance.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import type { TaskRecord } from '../ports/task-store.ts';

/**
 * Takes a task away from a lease and offers it once more, or gives it up when it was offered often enough.
 * False when the lease does not hold it any more.
 */
export async function offerAgain(
  deps: AdvanceDeps & Pick<AppDeps, 'policy'>,
  tx: Transaction,
  job: LockedJob,
  task: TaskRecord,
  lease_id: string,
): Promise<boolean> {
  const { id: task_id, kind, offer } = task;
  if (offer >= deps.policy.max_offers) {
    if (!(await tx.tasks.finish(task_id, lease_id, 'failed', job.now))) return false;
    // Whoever waits for a model of the editor's looks at the task itself.
    if (kind === 'model_call') return true;
    const message = `The task was offered ${offer} times, and no client finished it.`;
    await tryAdvance(deps, tx, job, { type: 'task_failed', kind, code: 'INTERNAL', message, retryable: false }, null);
    return true;
  }
  if (!(await tx.tasks.offerAgain(task_id, lease_id))) return false;
  job.log({ type: 'task_requested', level: 'warn', data: { task_id, kind, offer: offer + 1 } });
  return true;
}
