import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { ModelAlias } from '@iama/contracts/model/model-class';
import type { RefactorContext } from '../../domain/refactor/context.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import { onAnyJob } from '../jobs/on-job.ts';
import type { ClientAsked, ModelCaller } from '../models/model-request.ts';
import type { ActivityRequest } from '../ports/queue.ts';

/** A job whose change a model writes, as an activity finds it. */
export interface GoalJob {
  readonly job_id: string;
  readonly goal: string;
  readonly context: RefactorContext;
  readonly bundle: ContextBundle;
  readonly caller: ModelCaller;
  /** Where the model of the person's editor writes. */
  readonly client: ClientAsked | undefined;
  /** Past the routes, to this one. */
  readonly alias: ModelAlias | undefined;
}

/**
 * Reads what a question about a goal is made of, and says in the job's log that it is asked. Null when the job has moved on: then
 * nothing may be asked for it any more.
 */
export async function openGoalJob(
  deps: AppDeps,
  { job_id, epoch }: Pick<ActivityRequest, 'job_id' | 'epoch'>,
  announce: (context: RefactorContext) => string,
): Promise<GoalJob | null> {
  const opened = await onAnyJob(deps, job_id, (_tx, job) => {
    if (job.record.epoch !== epoch) return Promise.resolve(null);
    const { context } = snapshotOf(job.record);
    job.log({ type: 'log_line', level: 'info', data: { message: announce(context), source: 'server' } });
    return Promise.resolve({ context, record: job.record });
  });
  if (!opened) return null;
  const { context, record } = opened;
  const { goal, artifacts } = context;
  if (goal === undefined || !artifacts.context)
    throw new Error(`Job ${job_id} has no goal, or nothing to show of its target`);
  const { read } = deps.store;
  const { user_id, org_id } = record;
  const { tier = 'FREE' } = (await read.quota.entitlements(job_id)) ?? {};
  const bundle = await readArtifact(read.artifacts, job_id, artifacts.context, 'context');
  const client = context.client_model && { model: context.client_model, epoch };
  return { job_id, goal, context, bundle, caller: { user_id, org_id, tier }, client, alias: context.model_alias };
}
