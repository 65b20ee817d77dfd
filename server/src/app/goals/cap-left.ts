import type { ModelClass, ModelStage } from '@iama/contracts/model/model-class';
import { dearestAttempt } from '../../domain/model/quote-goal.ts';
import { creditsOf } from '../../domain/quota/credits.ts';
import type { RefactorEventOf } from '../../domain/refactor/events.ts';
import type { AppDeps } from '../deps.ts';
import { findModel } from '../models/find-model.ts';
import type { GoalJob } from './goal-job.ts';

/** Null while the cap of the quote has room for another attempt, whatever it costs; else what the job is told. */
export async function capLeft(
  deps: AppDeps,
  { job_id, caller, context, bundle, alias, client }: GoalJob,
  model_class: ModelClass,
  stage: ModelStage = 'self_healing',
): Promise<Omit<RefactorEventOf<'activity_failed'>, 'activity'> | null> {
  const cap = context.quote?.credits_cap ?? 0;
  if (cap === 0) return null;
  const receipts = await deps.store.read.model_calls.receipts(job_id);
  const spent = receipts.reduce((sum, { body }) => sum + (body.cost_nano_usd ?? 0), 0);
  const { price } = await findModel(deps, { caller, job_id, alias, client, stage, model_class });
  const most = creditsOf(spent + dearestAttempt(bundle.tokens, model_class, price));
  if (most <= cap) return null;
  return {
    type: 'activity_failed',
    code: 'COST_CAP_REACHED',
    message: `The job has cost ${creditsOf(spent)} credits of at most ${cap}, and what comes next could cost more than is left.`,
    retryable: false,
  };
}
