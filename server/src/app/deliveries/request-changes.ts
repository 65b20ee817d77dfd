import type { Job } from '@iama/contracts/job/job';
import type { ChangeRequest } from '@iama/contracts/job/review';
import { judgeReview } from '../../domain/review/judge-review.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import { sendCommand } from '../jobs/send-command.ts';

/**
 * Sends a delivered diff back: the next attempt leaves out what is rejected, and the comments are kept with the job.
 * NOT_FOUND, ILLEGAL_TRANSITION, PATCH_SUPERSEDED, NOT_IN_PATCH, NOTHING_REJECTED, EVERYTHING_REJECTED.
 */
export function requestChanges(
  deps: AppDeps,
  actor: Actor,
  input: { readonly job_id: string } & ChangeRequest,
): Promise<Job> {
  const { job_id, patch_artifact_id, comments } = input;
  return sendCommand(deps, actor, job_id, async (tx, job) => {
    assertAccepts(job.record, 'request_changes');
    const { artifacts, attempt, goal } = snapshotOf(job.record).context;
    if (artifacts.patch !== patch_artifact_id) throw new AppError('PATCH_SUPERSEDED');
    const patch = await readArtifact(tx.artifacts, job_id, patch_artifact_id, 'patch');
    const judged = judgeReview(patch, attempt, input, goal === undefined ? 'recipe' : 'model');
    if (!judged.ok) throw new AppError(judged.code, judged.detail);
    const { id: review_artifact_id } = await storeArtifact(deps, tx, job, 'review', {
      schema_version: 1,
      attempt,
      patch_artifact_id,
      rejected_hunk_ids: [...judged.rejected_hunk_ids],
      rejected: [...judged.rejected],
      comments,
      created_at: job.now.toISOString(),
    });
    return { type: 'request_changes', review_artifact_id, rejected: judged.rejected };
  });
}
