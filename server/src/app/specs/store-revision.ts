import type { Spec } from '@iama/contracts/job/spec';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { ArtifactRecord } from '../ports/artifact-store.ts';
import type { Transaction } from '../ports/store.ts';

/** Keeps a revision that nobody has approved: its artifact, and its clauses as rows. */
export async function storeRevision(
  deps: Pick<AppDeps, 'ids' | 'policy'>,
  tx: Transaction,
  job: LockedJob,
  spec: Spec,
): Promise<ArtifactRecord> {
  const artifact = await storeArtifact(deps, tx, job, 'spec', spec);
  await tx.specs.insert({ job_id: job.id, org_id: job.record.org_id, created_at: job.now }, spec);
  return artifact;
}
