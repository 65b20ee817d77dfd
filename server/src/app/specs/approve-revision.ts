import type { Spec } from '@iama/contracts/job/spec';
import type { RefactorEventOf } from '../../domain/refactor/events.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';

/** Keeps that `actor` agrees to a revision. Artifacts never change: what was agreed to stands beside what was proposed. */
export async function approveRevision(
  deps: Pick<AppDeps, 'ids' | 'policy'>,
  tx: Transaction,
  job: LockedJob,
  actor: Actor,
  spec: Spec,
): Promise<RefactorEventOf<'approve_spec'>> {
  const approved_at = job.now.toISOString();
  await storeArtifact(deps, tx, job, 'spec', { ...spec, approved_at, approved_by: actor.user_id });
  await tx.specs.approve(job.id, spec.revision, job.now);
  return { type: 'approve_spec', revision: spec.revision, ...(spec.implicit && { fast_track: true }) };
}
