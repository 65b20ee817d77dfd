import type { RefactorEventOf } from '../../domain/refactor/events.ts';
import { setAsideForTime } from '../../domain/refactor/time-outs.ts';
import { leftOut } from '../../domain/test-run/left-out.ts';
import { netOf } from '../../domain/test-run/net-of.ts';
import { AppError } from '../app-error.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import type { Transaction } from '../ports/store.ts';
import { snapshotOf } from './lifecycle-of.ts';
import type { LockedJob } from './locked-job.ts';

/**
 * NOTHING_LEFT_TO_COMPARE when a change would be delivered that no test stands behind, and the person has not allowed that. Before the edit
 * the baseline itself finds out.
 */
export async function assertStillCompares(
  tx: Transaction,
  job: LockedJob,
  event: RefactorEventOf<'skip_or_quarantine_test'>,
): Promise<void> {
  const { context } = snapshotOf(job.record);
  const { patch, baseline_run } = context.artifacts;
  if (patch === null || baseline_run === null || context.allow_unverified) return;
  const isLeftOut = leftOut([...context.quarantined, ...(setAsideForTime(context, event) ?? [])]);
  const { suites } = netOf(await readArtifact(tx.artifacts, job.id, baseline_run, 'baseline_run'));
  const compares = suites.some(({ suite_id, cases }) =>
    cases.some(({ id, status }) => status === 'passed' && !isLeftOut(suite_id, id)),
  );
  if (!compares) throw new AppError('NOTHING_LEFT_TO_COMPARE');
}
