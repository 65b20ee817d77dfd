import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { sendCommand } from '../jobs/send-command.ts';
import { approveRevision } from './approve-revision.ts';
import { currentRevision } from './current-revision.ts';

/** Agrees to the revision whose token this is. NOT_FOUND, ILLEGAL_TRANSITION, SPEC_REVISION_CONFLICT. */
export function approveSpec(
  deps: AppDeps,
  actor: Actor,
  input: { job_id: string; revision_token: string },
): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'approve_spec');
    const { implicit: _seen, ...spec } = await currentRevision(tx.artifacts, job.id, input.revision_token);
    return await approveRevision(deps, tx, job, actor, spec);
  });
}
