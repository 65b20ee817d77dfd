import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { sendCommand } from '../jobs/send-command.ts';
import { currentRevision } from './current-revision.ts';

/** Agrees to the revision whose token this is. NOT_FOUND, ILLEGAL_TRANSITION, SPEC_REVISION_CONFLICT. */
export function approveSpec(
  deps: AppDeps,
  actor: Actor,
  input: { job_id: string; revision_token: string },
): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'approve_spec');
    const spec = await currentRevision(tx.artifacts, job.id, input.revision_token);
    // Artifacts never change: what was agreed to is kept beside what was proposed.
    await storeArtifact(deps, tx, job, 'spec', { ...spec, approved_at: job.now.toISOString() });
    await tx.specs.approve(job.id, spec.revision, job.now);
    return { type: 'approve_spec', revision: spec.revision };
  });
}
