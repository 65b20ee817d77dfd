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
  const job = await client.call('delivery.request_changes', { params: { job_id }, body });
  await review.forget(job_id);
  review.close();
  await closeChangeTabs(job_id);
  await center.goOn(client, job);
  void window.showInformationMessage(l10n.t('Attempt {0} is under way, without what you rejected.', job.attempt));
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
