import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import type { ChangeRequest } from '@iama/contracts/job/review';
import { l10n, window } from 'vscode';
import { sendBackQuestion } from '../../core/review/send-back.ts';
import type { SendBackQuestion } from '../../core/review/send-back.ts';
import { closeChangeTabs } from '../../editor/close-change-tabs.ts';
import type { Parts } from '../parts.ts';

/**
 * Send the diff back: the next attempt leaves out what is rejected. A recipe keeps the comments with the job; a model reads them,
 * so that they alone are enough.
 */
export async function requestChanges(parts: Parts): Promise<void> {
  const { connection, center, review } = parts;
  const { current } = review;
  if (!current) {
    void window.showInformationMessage(l10n.t('Choose a job to review first.'));
    return;
  }
  const { job_id, patch_artifact_id, state } = current;
  const known = center.find(job_id);
  const question = sendBackQuestion(current, (known?.goal ?? null) === null ? 'recipe' : 'model', l10n.t);
  // With nothing to go by there is nothing to confirm: the control plane says why it cannot be done.
  if (question && !(await confirmed(question))) return;
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
  const job = await send(client, job_id, body, known?.attempt ?? 0);
  center.learn(job);
  await review.forget(job_id);
  review.close();
  await closeChangeTabs(job_id);
  await center.goOn(client, job_id, known?.last_seq);
  void window.showInformationMessage(
    state.rejected.size > 0
      ? l10n.t('Attempt {0} is under way, without what you rejected.', job.attempt)
      : l10n.t('Attempt {0} is under way, with your comments.', job.attempt),
  );
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

async function confirmed({ question, detail }: SendBackQuestion): Promise<boolean> {
  const ask = l10n.t('Ask for Another Attempt');
  return (await window.showInformationMessage(question, { modal: true, detail }, ask)) === ask;
}
