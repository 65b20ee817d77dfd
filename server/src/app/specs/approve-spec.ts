import type { Job } from '@iama/contracts/job/job';
import { blackBoxWords } from '../../domain/refactor/black-box.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import { sendCommand } from '../jobs/send-command.ts';
import { approveRevision } from './approve-revision.ts';
import { currentRevision } from './current-revision.ts';

/**
 * Agrees to the revision whose token this is, and to the lists of the black box where the job asks about one. NOT_FOUND,
 * ILLEGAL_TRANSITION, SPEC_REVISION_CONFLICT, BLACK_BOX_NOT_ACCEPTED.
 */
export function approveSpec(
  deps: AppDeps,
  actor: Actor,
  input: { job_id: string; revision_token: string; accept_black_box?: string | undefined },
): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'approve_spec');
    const { implicit: _seen, ...spec } = await currentRevision(tx.artifacts, job.id, input.revision_token);
    const { accept_black_box } = input;
    const { black_box } = snapshotOf(job.record).context;
    if (black_box && !black_box.is_accepted && accept_black_box !== black_box.baseline_run_id)
      throw new AppError('BLACK_BOX_NOT_ACCEPTED', blackBoxWords(black_box));
    const approval = await approveRevision(deps, tx, job, actor, spec);
    return { ...approval, ...(accept_black_box && { accept_black_box }) };
  });
}
