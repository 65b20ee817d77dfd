import type { Task, TaskStatus } from '@iama/contracts/task/task';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';
import { presentTask } from './present-task.ts';

/** Oldest first. NOT_FOUND. */
export async function listTasks(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; status?: TaskStatus | undefined },
): Promise<{ items: Task[] }> {
  const { id } = await findJob(deps, actor, input.job_id);
  const tasks = await deps.store.read.tasks.list(id, input.status);
  return { items: tasks.map(presentTask) };
}
