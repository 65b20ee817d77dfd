import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import type { ChangeRequest } from '@iama/contracts/job/review';
import { l10n, window } from 'vscode';
import { closeChangeTabs } from '../../editor/close-change-tabs.ts';
import type { ReviewedJob } from '../../editor/review.ts';
import type { Parts } from '../parts.ts';

/** Send the diff back: the next attempt leaves out what is rejected, and the comments are kept with the job. */
export async function requestChanges(parts: Parts): Promise<void> {
  const { connection, center, review } = parts;
  const { current } = review;
  if (!current) {
    void window.showInformationMessage(l10n.t('Choose a job to review first.'));
    return;
  }
  const { job_id, patch_artifact_id, state } = current;
  // With nothing rejected there is nothing to confirm: the control plane says why it cannot be done.
  if (state.rejected.size > 0 && !(await confirmed(current))) return;
  const client = await connection.client();
  const body = {
    patch_artifact_id,
    rejected_hunk_ids: [...state.rejected],
    comments: current.comments.map(({ path, side, line, hunk_id, body: text }) => ({
      path,
      side,
      line,
      hunk_id,
      body: text,
    })),
  };
  const known = center.find(job_id);
  const job = await send(client, job_id, body, known?.attempt ?? 0);
  center.learn(job);
  await review.forget(job_id);
  review.close();
  await closeChangeTabs(job_id);
  await center.goOn(client, job_id, known?.last_seq);
  void window.showInformationMessage(l10n.t('Attempt {0} is under way, without what you rejected.', job.attempt));
}

/** What the control plane says when the same request comes again. */
const ARRIVED: ReadonlySet<string> = new Set(['ILLEGAL_TRANSITION', 'PATCH_SUPERSEDED']);

/** Its answer may be lost, and sent again it is refused: if the job has gone on to another attempt, it had arrived. */
async function send(client: Client, job_id: string, body: ChangeRequest, attempt: number): Promise<Job> {
  const params = { job_id };
  try {
    return await client.call('delivery.request_changes', { params, body, repeatable: true });
  } catch (error) {
    if (!(error instanceof ApiError) || !ARRIVED.has(error.code)) throw error;
    const job = await client.call('jobs.get', { params });
    if (job.attempt <= attempt) throw error;
    return job;
  }
}

async function confirmed({ state, comments }: ReviewedJob): Promise<boolean> {
  const ask = l10n.t('Ask for Another Attempt');
  const parted = l10n.t(
    'Changes that are accepted in part stay whole in it: a recipe makes a change or leaves it out.',
  );
  const detail = [
    l10n.t('The new attempt is tested again and replaces this diff. Nothing is written.'),
    ...(state.partial.size > 0 ? [parted] : []),
  ].join(' ');
  const question = l10n.t(
    'Ask for an attempt without what you rejected? Changes left out: {0}. Comments sent along: {1}.',
    state.rejected.size,
    comments.length,
  );
  return (await window.showInformationMessage(question, { modal: true, detail }, ask)) === ask;
}
