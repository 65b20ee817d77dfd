import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { sendCommand } from '../jobs/send-command.ts';
import { storeNextRevision } from './store-next-revision.ts';

/** Back to the specification, as a new revision with a new token. NOT_FOUND, ILLEGAL_TRANSITION. */
export function reviseSpec(deps: AppDeps, actor: Actor, input: { job_id: string }): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'revise_spec');
    const { level } = job.record;
    if (level === null) throw new Error(`Job ${job.id} has a specification but no level`);
    return { type: 'revise_spec', ...(await storeNextRevision(deps, tx, job, level)) };
  });
}
