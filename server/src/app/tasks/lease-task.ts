import type { LeasedTask } from '@iama/contracts/task/task';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { onJob } from '../jobs/on-job.ts';
import type { Lease, TaskRecord, TaskStore } from '../ports/task-store.ts';
import { findTask } from './find-task.ts';
import { presentLease } from './present-task.ts';

export interface LeaseTask {
  readonly job_id: string;
  readonly task_id: string;
  readonly client_session_id: string;
}

/**
 * Gives the task to a client session; the same session gets its own lease again. Taking work is a sign of life.
 * NOT_FOUND, TASK_LEASED, TASK_GONE.
 */
export function leaseTask(deps: AppDeps, actor: Actor, input: LeaseTask): Promise<LeasedTask> {
  return onJob(deps, actor, input.job_id, async (tx, job) => {
    const { client_session_id } = input;
    const task = await findTask(tx.tasks, job.id, input.task_id);
    const lease_expires_at = new Date(job.now.getTime() + deps.policy.lease_ms);
    const lease = await take(deps, tx.tasks, task, client_session_id, lease_expires_at);
    const { user_id } = job.record;
    await tx.presence.beat({ job_id: job.id, client_session_id, user_id, at: job.now, closing: false });
    return presentLease(task, lease, deps.policy.task_heartbeat_ms);
  });
}

async function take(
  deps: Pick<AppDeps, 'ids'>,
  tasks: TaskStore,
  task: TaskRecord,
  client_session_id: string,
  lease_expires_at: Date,
): Promise<Lease> {
  if (task.status === 'offered') {
    const lease = { lease_id: deps.ids.next(), client_session_id, lease_expires_at };
    if (await tasks.lease(task.id, lease)) return lease;
  }
  if (task.status === 'leased' && task.lease_id !== null) {
    if (task.client_session_id !== client_session_id) throw new AppError('TASK_LEASED');
    const lease = { lease_id: task.lease_id, client_session_id, lease_expires_at };
    if (await tasks.renew(task.id, lease.lease_id, lease_expires_at)) return lease;
  }
  throw new AppError('TASK_GONE');
}
