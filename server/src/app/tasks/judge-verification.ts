import type { TestRun } from '@iama/contracts/test-run/test-run';
import { fingerprintFailures } from '@iama/engine/fingerprint/fingerprint-failures';
import type { RefactorEventOf } from '../../domain/refactor/events.ts';
import { compareRuns } from '../../domain/test-run/compare-runs.ts';
import { healingFeedback } from '../../domain/test-run/healing-feedback.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import { renamesOf } from '../artifacts/renames-of.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';

export type VerificationJudgement =
  | Omit<RefactorEventOf<'verification_passed'>, 'artifact_id'>
  | Omit<RefactorEventOf<'verification_failed'>, 'artifact_id'>;

/** Compares the run with the job's baseline. */
export async function judgeVerification(
  tx: Transaction,
  job: LockedJob,
  verification: TestRun,
): Promise<VerificationJudgement> {
  const { artifacts, quarantined } = snapshotOf(job.record).context;
  if (artifacts.patch === null) throw new Error(`Job ${job.id} verifies without a patch`);
  const patch = await readArtifact(tx.artifacts, job.id, artifacts.patch, 'patch');
  const baseline =
    artifacts.baseline_run === null
      ? null
      : await readArtifact(tx.artifacts, job.id, artifacts.baseline_run, 'baseline_run');
  const renames = renamesOf(patch);
  const { verdict, failed_tests } = compareRuns({ baseline, verification, quarantined, renames });
  if (verdict !== 'regressed') return { type: 'verification_passed', verdict };
  return {
    type: 'verification_failed',
    fingerprint: fingerprintFailures(verification, failed_tests),
    failed_tests,
    feedback: healingFeedback(verification, failed_tests),
  };
}
