import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { sendCommand } from '../jobs/send-command.ts';
import { storeRevision } from './store-revision.ts';

/**
 * Back to the specification: what was agreed on, as a new revision that nobody has approved. What a person has written
 * into it stays. NOT_FOUND, ILLEGAL_TRANSITION.
 */
export function reviseSpec(deps: AppDeps, actor: Actor, input: { job_id: string }): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'revise_spec');
    const agreed = await readLatest(tx.artifacts, job.id, 'spec');
    if (agreed === null) throw new Error(`Job ${job.id} goes back to a specification that it has not`);
    const revision = agreed.revision + 1;
    const { approved_by: _by, implicit: _unseen, ...content } = agreed;
    const spec = { ...content, revision, revision_token: deps.ids.next(), approved_at: null };
    const { id: spec_artifact_id } = await storeRevision(deps, tx, job, spec);
    return { type: 'revise_spec', spec_artifact_id, revision, allowed_files: spec.allowed_files };
  });
}
