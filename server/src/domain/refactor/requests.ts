import type { TaskPayload } from '@iama/contracts/task/payload';
import type { Effect } from '../job/lifecycle.ts';
import { lockOf } from './black-box.ts';
import type { WorkName } from './activity-policy.ts';
import type { RefactorContext } from './context.ts';
import { mayAskForTests } from './may-ask-for-tests.ts';

type Params<Kind extends TaskPayload['kind']> = Omit<Extract<TaskPayload, { kind: Kind }>, 'kind'>;

/** The request for a piece of work, as the context stands. */
export function requestOf(work: WorkName, context: RefactorContext): Effect {
  switch (work) {
    case 'collect_context':
      return { type: 'request_task', kind: work, params: collectContext(context) };
    case 'characterize':
      return { type: 'request_task', kind: work, params: characterize(context) };
    case 'run_recipe':
      return { type: 'request_task', kind: work, params: runRecipe(context) };
    case 'run_tests':
      return { type: 'request_task', kind: work, params: runTests(context) };
    case 'draft_tests':
    case 'draft_patch':
    case 'build_analysis_report':
      return { type: 'run_activity', activity: work, params: {} };
    case 'build_proposals':
      return { type: 'run_activity', activity: work, params: { analysis_artifact_id: context.artifacts.analysis } };
    case 'build_evidence':
      return {
        type: 'run_activity',
        activity: work,
        params: {
          baseline_run_artifact_id: context.artifacts.baseline_run,
          verification_run_artifact_id: context.artifacts.verification_run,
          patch_artifact_id: context.artifacts.patch,
        },
      };
  }
}

function collectContext({ recipe_id, target, context_budget }: RefactorContext): Params<'collect_context'> {
  return { recipe_id, target, ...(context_budget === undefined ? {} : { context_budget }) };
}

function characterize(context: RefactorContext): Params<'characterize'> {
  return { target: context.target, ...(mayAskForTests(context) && { for_model: true }) };
}

/** Narrowing never goes back: what the attempt before left out (its list is cumulative) stays left out. */
function runRecipe(context: RefactorContext): Params<'run_recipe'> {
  if (context.level === null) throw new Error('a patch was asked for before a plan was chosen');
  return {
    recipe_id: context.recipe_id,
    level: context.level,
    target: context.target,
    allowed_files: [...context.allowed_files],
    exclude_finding_ids: excludedSoFar(context),
    attempt: context.attempt,
    feedback: context.feedback,
    ...(context.artifacts.draft && { draft_artifact_id: context.artifacts.draft }),
    ...(context.review && { review: { ...context.review, rejected: [...context.review.rejected] } }),
  };
}

function excludedSoFar({ attempts, feedback, review }: RefactorContext): string[] {
  const before = feedback === null ? [] : (attempts.at(-1)?.excluded ?? []);
  return [...new Set([...(review?.rejected ?? []), ...before].map(({ finding_id }) => finding_id))];
}

function lockOrder(context: RefactorContext): Pick<Params<'run_tests'>, 'lock'> {
  const { level, recipe_id, target, allowed_files, quarantined } = context;
  const lock = lockOf(context);
  if (!lock || level === null) return {};
  const exclude_finding_ids = excludedSoFar(context);
  const plan = { recipe_id, level, target, allowed_files: [...allowed_files], exclude_finding_ids };
  const { runs, budget_ms, mode } = lock;
  const asked = { ...(mode && { mode }), ...(context.lock?.mode === undefined && mode && { or_characterize: true }) };
  const written = context.artifacts.written_tests;
  const by_model = written ? { written_tests_artifact_id: written } : {};
  return { lock: { runs, budget_ms, ...asked, quarantined: [...quarantined], plan, ...by_model } };
}

function sealOrder({ seal_sha256, allowed_files }: RefactorContext): Pick<Params<'run_tests'>, 'seal'> {
  return seal_sha256 ? { seal: { sha256: seal_sha256, agreed_files: [...allowed_files] } } : {};
}

/** Before the edit there is no patch, and the run is the baseline. A suite left out by the person is not run at all. */
function runTests(context: RefactorContext): Params<'run_tests'> {
  const quarantined = new Set(context.quarantined);
  return {
    phase: context.artifacts.patch === null ? 'baseline' : 'verification',
    suites: context.suites.filter(({ id }) => !quarantined.has(id)),
    patch_artifact_id: context.artifacts.patch,
    timeout_ms: context.test_timeout_ms,
    ...(context.artifacts.patch === null ? lockOrder(context) : sealOrder(context)),
  };
}
