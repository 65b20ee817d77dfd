import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { onJob } from '../jobs/on-job.ts';
import { assertLeasedBy, findTask } from './find-task.ts';

export interface HeartbeatTask {
  readonly job_id: string;
  readonly task_id: string;
  readonly lease_id: string;
  readonly progress: readonly string[];
}

/** Renews the lease; progress lines go to the job's log. Work is a sign of life. NOT_FOUND, LEASE_LOST, TASK_GONE. */
export function heartbeatTask(
  deps: AppDeps,
  actor: Actor,
  input: HeartbeatTask,
): Promise<{ lease_expires_at: string }> {
  return onJob(deps, actor, input.job_id, async (tx, job) => {
    const task = assertLeasedBy(await findTask(tx.tasks, job.id, input.task_id), input.lease_id);
    const lease_expires_at = new Date(job.now.getTime() + deps.policy.lease_ms);
    if (!(await tx.tasks.renew(task.id, input.lease_id, lease_expires_at))) throw new AppError('LEASE_LOST');
    const { client_session_id } = task;
    const { user_id } = job.record;
    await tx.presence.beat({ job_id: job.id, client_session_id, user_id, at: job.now, closing: false });
    for (const message of input.progress) {
      job.log({ type: 'log_line', level: 'info', data: { message, source: `task:${task.kind}` } });
    }
    return { lease_expires_at: lease_expires_at.toISOString() };
  });
}
