import type { z } from 'zod';
import type {
  CharacterizeResult,
  CollectContextResult,
  RunRecipeResult,
  RunTestsResult,
  TaskResult,
} from '@iama/contracts/task/payload';
import { PlanLevel } from '@iama/contracts/recipe';
import { checkPatch } from '@iama/engine/patch/check-patch';
import { timedOutIn } from '@iama/engine/lock/classify-failure';
import { checkScope } from '../../domain/plan/check-scope.ts';
import type { RefactorEvent } from '../../domain/refactor/events.ts';
import { returnedChanges } from '../../domain/review/returned-changes.ts';
import { checkRun } from '../../domain/test-run/check-run.ts';
import { judgeBaseline } from '../../domain/test-run/judge-baseline.ts';
import { netOf } from '../../domain/test-run/net-of.ts';
import { nameSome } from '../../domain/text/name-some.ts';
import { AppError } from '../app-error.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { readRejected } from '../deliveries/read-rejected.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import type { TaskRecord } from '../ports/task-store.ts';
import { judgeLock } from './judge-lock.ts';
import { judgeVerification } from './judge-verification.ts';
import { linkClauses } from './link-clauses.ts';
import { storeRun } from './store-run.ts';

type Deps = Pick<AppDeps, 'digest' | 'ids' | 'policy'>;

/**
 * Keeps a task's result as an artifact and says what it means for the job. Whoever did the work could make everything
 * up; but a result that contradicts itself or its task is RESULT_INCONSISTENT, and nothing of it is kept.
 */
export function takeResult(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  task: TaskRecord,
  result: TaskResult,
): Promise<RefactorEvent> {
  switch (result.kind) {
    case 'collect_context':
      return takeContext(deps, tx, job, result);
    case 'characterize':
      return takeTestPlan(deps, tx, job, result);
    case 'run_recipe':
      return takePatch(deps, tx, job, result);
    case 'run_tests':
      return takeRun(deps, tx, job, task, result);
    case 'model_call':
      throw new Error(`Task ${task.id} is an answer, and moves no job`);
  }
}

async function takeContext(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  result: z.infer<typeof CollectContextResult>,
): Promise<RefactorEvent> {
  const { context, ...analysis } = result;
  const { score, mode } = context?.confidence ?? result.confidence ?? {};
  const confidence = score !== undefined && mode !== undefined ? { score, mode } : null;
  const { goal } = snapshotOf(job.record).context;
  refuseIf(goal === undefined ? contradictionOfRecipe(result) : contradictionOfGoal(result));
  const shown = context && (await storeArtifact(deps, tx, job, 'context', context));
  const { id: artifact_id } = await storeArtifact(deps, tx, job, 'analysis', analysis);
  return {
    type: 'context_collected',
    artifact_id,
    ...(shown && { context_artifact_id: shown.id }),
    ...(confidence && { confidence }),
  };
}

type Collected = z.infer<typeof CollectContextResult>;

function contradictionOfRecipe({ plans, context }: Collected): string | null {
  if (context) return 'A recipe is shown to no model.';
  const levels = new Set(plans.map(({ level }) => level));
  return levels.size < PlanLevel.options.length ? 'There must be one plan for each level.' : null;
}

function contradictionOfGoal({ plans, context }: Collected): string | null {
  if (plans.length > 0) return 'The plans of a goal are a model’s.';
  if (!context) return 'There is nothing that a model could be shown.';
  return context.tokens > context.budget ? 'The context is larger than its budget.' : null;
}

async function takeTestPlan(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  result: z.infer<typeof CharacterizeResult>,
): Promise<RefactorEvent> {
  const ids = new Set(result.test_suites.map(({ id }) => id));
  refuseIf(ids.size < result.test_suites.length ? 'Two test suites have the same id.' : null);
  const { id: artifact_id } = await storeArtifact(deps, tx, job, 'test_plan', result);
  const { test_suites: suites, test_place, no_place_because } = result;
  return {
    type: 'characterized',
    artifact_id,
    suites,
    ...(test_place && { can_run_model_tests: true }),
    ...(test_place === null && { no_place_because: no_place_because ?? 'there is no place for it.' }),
  };
}

/** A patch that leaves the agreed files, or brings back what was rejected, is refused whole, and not kept. */
async function takePatch(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  result: z.infer<typeof RunRecipeResult>,
): Promise<RefactorEvent> {
  const { patch, excluded } = result;
  refuseIf(checkPatch(patch));
  const { context } = snapshotOf(job.record);
  const scope = checkScope(patch, context.allowed_files);
  if (!scope.inside) return { type: 'patch_refused', code: 'PATCH_OUT_OF_SCOPE', detail: scope.detail };
  const back = returnedChanges(patch, await readRejected(tx.artifacts, job.id, context));
  if (back.length > 0) {
    const places = nameSome(back.map(({ path, line }) => `${path}:${line}`));
    const detail = `The patch changes again what you rejected: ${places}.`;
    return { type: 'patch_refused', code: 'REJECTED_CHANGE_RETURNED', detail };
  }
  const { id: artifact_id, sha256: patch_sha256 } = await storeArtifact(deps, tx, job, 'patch', patch);
  const { lines_added, lines_removed } = patch;
  const empty = patch.files.length === 0;
  return { type: 'patch_made', artifact_id, patch_sha256, empty, lines_added, lines_removed, excluded };
}

async function takeRun(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  task: TaskRecord,
  { run }: z.infer<typeof RunTestsResult>,
): Promise<RefactorEvent> {
  const asked = task.payload;
  if (asked?.kind !== 'run_tests') throw new Error(`Task ${task.id} is a ${task.kind} with the payload of another`);
  refuseIf(checkRun({ asked, run }));
  if (asked.phase === 'baseline') {
    const { quarantined, allow_unverified, lock } = snapshotOf(job.record).context;
    const artifact_id = await storeRun(deps, tx, job, 'baseline_run', run);
    const flaky = run.lock?.flaky ?? [];
    const answers = run.lock?.black_box?.covered.length ?? 0;
    const timed_out = timedOutIn(netOf(run).suites);
    const facts = { run, asked: asked.suites, quarantined, flaky, timed_out, answers, allow_unverified };
    await linkClauses(tx, job, artifact_id, run);
    const judged = judgeBaseline(facts);
    if (judged.type === 'baseline_failed') {
      const why = judged.code === 'NO_TESTS_FOUND' ? run.lock?.black_box?.none_because : null;
      return { ...judged, artifact_id, ...(why && { detail: why }) };
    }
    return { ...judged, ...judgeLock(deps, run.lock, lock), artifact_id };
  }
  const artifact_id = await storeRun(deps, tx, job, 'verification_run', run);
  return { ...(await judgeVerification(tx, job, run)), artifact_id };
}

function refuseIf(contradiction: string | null): void {
  if (contradiction !== null) throw new AppError('RESULT_INCONSISTENT', contradiction);
}
