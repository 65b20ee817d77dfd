import type { z } from 'zod';
import type {
  CharacterizeResult,
  CollectContextResult,
  RunRecipeResult,
  RunTestsResult,
  TaskResult,
} from '@iama/contracts/task/payload';
import { checkScope } from '../../domain/plan/check-scope.ts';
import type { RefactorEvent } from '../../domain/refactor/events.ts';
import { judgeBaseline } from '../../domain/test-run/judge-baseline.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import type { TaskRecord } from '../ports/task-store.ts';
import { judgeVerification } from './judge-verification.ts';

type Deps = Pick<AppDeps, 'ids' | 'policy' | 'digest'>;

/** Keeps a task's result as an artifact and says what it means for the job. */
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
  }
}

async function takeContext(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  result: z.infer<typeof CollectContextResult>,
): Promise<RefactorEvent> {
  const { id: artifact_id } = await storeArtifact(deps, tx, job, 'analysis', result);
  return { type: 'context_collected', artifact_id };
}

async function takeTestPlan(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  result: z.infer<typeof CharacterizeResult>,
): Promise<RefactorEvent> {
  const { id: artifact_id } = await storeArtifact(deps, tx, job, 'test_plan', result);
  return { type: 'characterized', artifact_id, suites: result.test_suites };
}

/** A patch that leaves the agreed files is refused whole, and not kept. */
async function takePatch(
  deps: Deps,
  tx: Transaction,
  job: LockedJob,
  result: z.infer<typeof RunRecipeResult>,
): Promise<RefactorEvent> {
  const { patch, excluded } = result;
  const scope = checkScope(patch, snapshotOf(job.record).context.allowed_files);
  if (!scope.inside) return { type: 'patch_refused', code: 'PATCH_OUT_OF_SCOPE', detail: scope.detail };
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
  // What was asked for decides, not what the result calls itself.
  if (task.payload.kind === 'run_tests' && task.payload.phase === 'baseline') {
    const { quarantined, allow_unverified } = snapshotOf(job.record).context;
    const { id: artifact_id } = await storeArtifact(deps, tx, job, 'baseline_run', run);
    return { ...judgeBaseline({ run, quarantined, allow_unverified }), artifact_id };
  }
  const { id: artifact_id } = await storeArtifact(deps, tx, job, 'verification_run', run);
  return { ...(await judgeVerification(deps, tx, job, run)), artifact_id };
}
