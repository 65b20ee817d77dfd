import { Patch } from '@iama/contracts/patch/patch';
import { commands, l10n, window } from 'vscode';
import { targetWords } from '../../core/jobs/describe-job.ts';
import { openAllChanges } from '../../editor/open-change.ts';
import type { Parts } from '../parts.ts';

/** Load a delivered diff into the Changes view and show all of it. */
export async function reviewJob({ connection, center, review }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  center.learn(job);
  const workspace = await center.workspaceOf(job_id);
  if (!workspace) {
    void window.showWarningMessage(
      l10n.t('This job was started elsewhere. Open its repository and run `iama apply {0}` in a terminal.', job_id),
    );
    return;
  }
  const delivery = await client.call('delivery.get', { params });
  const { body } = await client.call('artifacts.get', {
    params: { ...params, artifact_id: delivery.patch_artifact_id },
  });
  review.open({ job_id, root: workspace.root, patch: Patch.parse(body) });
  if (!review.current) return;
  await commands.executeCommand('iama.changes.focus');
  await openAllChanges(review.current, l10n.t('IAMA: {0}, {1}', job.recipe_id, targetWords(job.target)));
}
