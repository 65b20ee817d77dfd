import type { Job } from '@iama/contracts/job/job';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from '../jobs/send-command.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { storePlannedRevision } from '../specs/store-planned-revision.ts';

/** Chooses a plan; its specification is written with the choice. NOT_FOUND, ILLEGAL_TRANSITION, PROPOSAL_NOT_SELECTABLE. */
export function selectProposal(deps: AppDeps, actor: Actor, input: { job_id: string; level: PlanLevel }): Promise<Job> {
  const { level } = input;
  return sendCommand(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'select_proposal');
    const offered = await readLatest(tx.artifacts, job.id, 'proposals');
    const chosen = offered?.proposals.find((proposal) => proposal.level === level && proposal.selectable);
    if (!chosen) throw new AppError('PROPOSAL_NOT_SELECTABLE');
    const { credits_min, credits_max, credits_cap } = chosen.price;
    const quote = credits_cap === undefined ? {} : { quote: { credits_min, credits_max, credits_cap } };
    return { type: 'select_proposal', level, ...quote, ...(await storePlannedRevision(deps, tx, job, level)) };
  });
}
