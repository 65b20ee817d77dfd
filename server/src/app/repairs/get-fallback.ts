import type { Fallback } from '@iama/contracts/job/fallback';
import type { JobCommand } from '@iama/contracts/job/state';
import { dearestAttempt } from '../../domain/model/quote-goal.ts';
import { creditsOf } from '../../domain/quota/credits.ts';
import type { RefactorContext } from '../../domain/refactor/context.ts';
import { offersOf } from '../../domain/refactor/offers-of.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { acceptedEvents } from '../jobs/accepted-events.ts';
import { findJob } from '../jobs/find-job.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import { callerOf } from '../models/caller-of.ts';
import { pricesOf } from '../models/prices-of.ts';
import { creditsLeft } from '../quota/credits-left.ts';

/** What was tried, what failed, and what may be done. NOT_FOUND, also while nothing has failed. */
export async function getFallback(deps: AppDeps, actor: Actor, input: { job_id: string }): Promise<Fallback> {
  const job = await findJob(deps, actor, input.job_id);
  const { context } = snapshotOf(job);
  const { attempts, feedback } = context;
  const failed = attempts.some(({ verdict }) => verdict === 'regressed' || verdict === 'unusable');
  if (!failed && job.failure === null) throw new AppError('NOT_FOUND', 'Nothing has failed in this job.');
  const actions = acceptedEvents(job);
  return {
    job_id: job.id,
    state: job.state,
    failure: job.failure,
    attempts: [...attempts],
    failures: feedback?.failures ?? [],
    suite_output: feedback?.suite_output ?? [],
    actions,
    offers: await offers(deps, actor, job.id, context, actions),
  };
}

async function offers(
  deps: AppDeps,
  actor: Actor,
  job_id: string,
  context: RefactorContext,
  actions: readonly JobCommand[],
): Promise<Fallback['offers']> {
  if (!context.artifacts.context) return [];
  const { tokens } = await readArtifact(deps.store.read.artifacts, job_id, context.artifacts.context, 'context');
  const classes = context.healing.tiers.flatMap(({ model_class }) => model_class ?? []);
  const { client_model, model_alias: alias } = context;
  // Nothing is asked here, so no epoch has to hold.
  const client = client_model && { model: client_model, epoch: 0 };
  const prices = await pricesOf(deps, { caller: callerOf(actor), job_id, alias, client }, classes);
  return offersOf(context, actions, {
    credits_left: await creditsLeft(deps, actor.user_id),
    mostOf: (model_class) => creditsOf(dearestAttempt(tokens, model_class, prices[model_class])),
  });
}
