import { AppError } from '../app-error.ts';
import type { TaskReads, TaskRecord } from '../ports/task-store.ts';

/** A task of this job. NOT_FOUND. */
export async function findTask(tasks: TaskReads, job_id: string, task_id: string): Promise<TaskRecord> {
  const task = await tasks.find(job_id, task_id);
  if (task === null) throw new AppError('NOT_FOUND');
  return task;
}

/** The task, if `lease_id` still holds it. TASK_GONE, LEASE_LOST. */
export function assertLeasedBy(task: TaskRecord, lease_id: string): TaskRecord & { client_session_id: string } {
  const { status, client_session_id } = task;
  if (status === 'void' || status === 'completed' || status === 'failed') throw new AppError('TASK_GONE');
  if (status !== 'leased' || task.lease_id !== lease_id || client_session_id === null) throw new AppError('LEASE_LOST');
  return { ...task, client_session_id };
}
