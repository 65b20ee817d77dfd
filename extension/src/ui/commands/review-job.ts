import { Patch } from '@iama/contracts/patch/patch';
import type { Job } from '@iama/contracts/job/job';
import { commands, l10n, window } from 'vscode';
import { targetWords } from '../../core/jobs/describe-job.ts';
import { doingWords } from '../../core/jobs/doing-words.ts';
import { openAllChanges } from '../../editor/open-change.ts';
import type { Parts } from '../parts.ts';

/** Show a delivered diff: all of it in one editor, and by file and hunk in the Changes view. */
export async function reviewJob(parts: Parts, job_id: string): Promise<void> {
  const job = await loadReview(parts, job_id);
  const { current } = parts.review;
  if (!job || !current) {
    void window.showWarningMessage(
      l10n.t('This job was started elsewhere. Open its repository and run `iama apply {0}` in a terminal.', job_id),
    );
    return;
  }
  await commands.executeCommand('iama.changes.focus');
  await openAllChanges(current, l10n.t('IAMA: {0}, {1}', doingWords(job), targetWords(job.target)));
}

/** Load a delivered diff into the Changes view, and show nothing. Null for a job that was started elsewhere. */
export async function loadReview({ connection, center, executor, review }: Parts, job_id: string): Promise<Job | null> {
  const client = await connection.client();
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  center.learn(job);
  const workspace = await center.workspaceOf(job_id);
  if (!workspace) return null;
  const { patch_artifact_id } = await client.call('delivery.get', { params });
  if (review.current?.patch_artifact_id === patch_artifact_id) return job;
  const { body } = await client.call('artifacts.get', { params: { ...params, artifact_id: patch_artifact_id } });
  const { proposals } = await client.call('proposals.get', { params });
  const reach = proposals.find(({ level }) => level === job.level) ?? null;
  const patch = await executor.call('restore_patch', { workspace, patch: Patch.parse(body) });
  await review.open({ job_id, root: workspace.root, patch_artifact_id, patch, reach });
  return job;
}
