import type { ProposalSet } from '@iama/contracts/job/proposal';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';

/** NOT_FOUND, also while there are none yet. */
export async function getProposals(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string },
): Promise<ProposalSet> {
  const { id } = await findJob(deps, actor, input.job_id);
  const proposals = await readLatest(deps.store.read.artifacts, id, 'proposals');
  if (proposals === null) throw new AppError('NOT_FOUND', 'There are no plans yet: the job is still reading the code.');
  return proposals;
}
