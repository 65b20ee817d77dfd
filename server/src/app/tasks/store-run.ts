import type { TestRun } from '@iama/contracts/test-run/test-run';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';

/** Keeps a run case by case as an artifact, and its figures as a row. The id of the artifact. */
export async function storeRun(
  deps: Pick<AppDeps, 'ids' | 'policy'>,
  tx: Transaction,
  job: LockedJob,
  kind: 'baseline_run' | 'verification_run',
  run: TestRun,
): Promise<string> {
  const { id: artifact_id } = await storeArtifact(deps, tx, job, kind, run);
  const { phase, totals, duration_ms, tool_versions, suites } = run;
  const { org_id, attempt } = job.record;
  const figures = { ...totals, phase, duration_ms, tool_versions, suites: suites.length };
  await tx.test_runs.insert({ ...figures, artifact_id, job_id: job.id, org_id, attempt, created_at: job.now });
  return artifact_id;
}
