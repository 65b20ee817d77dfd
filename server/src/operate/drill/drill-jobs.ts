import { randomUUID } from 'node:crypto';
import type { Actor } from '../../app/actor.ts';
import { createJob } from '../../app/jobs/create-job.ts';
import { startJob } from '../../app/jobs/start-job.ts';
import { completeTask } from '../../app/tasks/complete-task.ts';
import { leaseTask } from '../../app/tasks/lease-task.ts';
import { listTasks } from '../../app/tasks/list-tasks.ts';
import { runActivity } from '../../worker/run-activity.ts';
import type { DrillDeps } from './drill-deps.ts';
import { collected, DRILL_JOB } from './drill-samples.ts';
import type { SlowEndpoint } from './slow-endpoint.ts';

export interface DrillJobs {
  /** Its activity waits in the queue. */
  readonly queued: { readonly job_id: string; readonly activity_id: string };
  /** A client does a task of it. */
  readonly at_work: { readonly job_id: string; readonly task_id: string };
  /** It waits for its person. */
  readonly waiting: { readonly job_id: string };
  /** A model answers it. `over` settles when the call was written down. */
  readonly asking: { readonly job_id: string; readonly over: Promise<unknown> };
}

/** A job in each situation that a switch has to reach. */
export async function makeDrillJobs(
  deps: DrillDeps,
  actor: Actor,
  project_id: string,
  endpoint: SlowEndpoint,
): Promise<DrillJobs> {
  const queued = await collectedJob(false);
  const waiting = await collectedJob(false);
  await runActivity(deps, waiting.activity, new AbortController().signal);
  const asking = await collectedJob(true);
  const over = runActivity(deps, asking.activity, new AbortController().signal).catch(() => undefined);
  await endpoint.asked;
  return {
    queued: { job_id: queued.job_id, activity_id: queued.activity.id },
    at_work: await leasedJob(false),
    waiting: { job_id: waiting.job_id },
    asking: { job_id: asking.job_id, over },
  };

  async function leasedJob(for_goal: boolean) {
    const goal = for_goal ? ({ recipe_id: 'goal', goal: 'Drill a kill switch.' } as const) : {};
    const { id: job_id } = await createJob(deps, actor, { ...DRILL_JOB, ...goal, project_id });
    await startJob(deps, actor, { job_id });
    const [task] = (await listTasks(deps, actor, { job_id })).items;
    if (!task) throw new Error('A job that was started has asked for nothing');
    const { lease_id } = await leaseTask(deps, actor, { job_id, task_id: task.id, client_session_id: randomUUID() });
    return { job_id, task_id: task.id, lease_id };
  }

  async function collectedJob(for_goal: boolean) {
    const { job_id, task_id, lease_id } = await leasedJob(for_goal);
    await completeTask(deps, actor, { job_id, task_id, lease_id, outcome: collected(for_goal) });
    const activity = deps.queued.find((request) => request.job_id === job_id);
    if (!activity) throw new Error('A job whose context is there has queued nothing');
    return { job_id, activity };
  }
}
