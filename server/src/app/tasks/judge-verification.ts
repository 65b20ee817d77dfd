import type { Breach } from '@iama/contracts/test-run/breach';
import type { SuiteRun, TestRun } from '@iama/contracts/test-run/test-run';
import { fingerprintFailures } from '@iama/engine/fingerprint/fingerprint-failures';
import { timedOutIn } from '@iama/engine/lock/classify-failure';
import type { RefactorEventOf } from '../../domain/refactor/events.ts';
import { compareRuns } from '../../domain/test-run/compare-runs.ts';
import { healingFeedback, withBreaches } from '../../domain/test-run/healing-feedback.ts';
import { netOf } from '../../domain/test-run/net-of.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import { renamesOf } from '../artifacts/renames-of.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import { findBreaches } from './find-breaches.ts';

export type VerificationJudgement =
  | Omit<RefactorEventOf<'verification_passed'>, 'artifact_id'>
  | Omit<RefactorEventOf<'verification_failed'>, 'artifact_id'>;

/** The same tampering is the same failure, whatever else fails beside it. */
function breachPrint(breaches: readonly Breach[]): string {
  const places = breaches.map(({ name, place }) => `${name} ${place}`).toSorted();
  return places.length === 0 ? '' : `seal(${[...new Set(places)].join(', ')}) `;
}

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
  const before = baseline && netOf(baseline);
  const after = netOf(verification);
  const { verdict, failed_tests } = compareRuns({ baseline: before, verification: after, quarantined, renames });
  const breaches = baseline ? findBreaches({ baseline, verification, quarantined, renames }) : [];
  if (verdict !== 'regressed' && breaches.length === 0) return { type: 'verification_passed', verdict };
  const timed_out = timedOutIn(after.suites).filter((id) => failed_tests.includes(id));
  return {
    type: 'verification_failed',
    fingerprint: breachPrint(breaches) + fingerprintFailures(after, failed_tests),
    failed_tests,
    timed_out,
    only_time_outs: breaches.length === 0 && isAllForTime(after.suites, failed_tests, timed_out),
    breaches,
    feedback: withBreaches(healingFeedback(after, failed_tests, timed_out), breaches),
  };
}

/** What a killed suite did not come to is missing for the same reason. */
function isAllForTime(
  suites: readonly SuiteRun[],
  failed_tests: readonly string[],
  timed_out: readonly string[],
): boolean {
  if (timed_out.length === 0) return false;
  const slow = new Set(timed_out);
  const ran = new Set(suites.flatMap(({ cases }) => cases.map(({ id }) => id)));
  const killed = suites.filter(({ suite_id }) => slow.has(suite_id));
  return failed_tests.every(
    (id) => slow.has(id) || (!ran.has(id) && killed.some(({ suite_id }) => id.startsWith(`${suite_id}::`))),
  );
}
