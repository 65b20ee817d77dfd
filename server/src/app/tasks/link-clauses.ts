import type { TestRun } from '@iama/contracts/test-run/test-run';
import { clauseTests } from '../../domain/test-run/clause-tests.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';

/** Keeps as rows which test of a model's holds which clause, and what it said in this baseline. */
export async function linkClauses(tx: Transaction, job: LockedJob, artifact_id: string, run: TestRun): Promise<void> {
  const { artifacts, spec_revision: revision } = snapshotOf(job.record).context;
  if (!artifacts.written_tests) return;
  const written = await readArtifact(tx.artifacts, job.id, artifacts.written_tests, 'written_tests');
  const tests = clauseTests(written, run);
  await tx.specs.linkTests({ job_id: job.id, revision, artifact_id, measured_at: job.now }, tests);
}
