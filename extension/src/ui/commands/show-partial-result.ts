import { Patch } from '@iama/contracts/patch/patch';
import { renderUnifiedDiff } from '@iama/engine/patch/render-unified-diff';
import { l10n, window, workspace } from 'vscode';
import { closestAttempt } from '../../core/fallback/repair-words.ts';
import { readRepair } from '../../editor/read-fallback.ts';
import type { Parts } from '../parts.ts';

/** The diff of the attempt that came closest, in an editor from which it can be saved. Nothing is written before that. */
export async function showPartialResult({ connection, center, executor }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const attempt = closestAttempt((await readRepair(client, job_id))?.attempts ?? []);
  if (!attempt) {
    void window.showInformationMessage(l10n.t('No attempt of this job became a change that could be tested.'));
    return;
  }
  const params = { job_id, artifact_id: attempt.patch_artifact_id };
  const stored = Patch.parse((await client.call('artifacts.get', { params })).body);
  // Elsewhere its secrets stay placeholders: only the machine that made them can take them back.
  const opened = await center.workspaceOf(job_id);
  const patch = opened ? await executor.call('restore_patch', { workspace: opened, patch: stored }) : stored;
  const head = [
    l10n.t('Attempt {0}. It did not pass. Tests that fail with it: {1}', attempt.number, attempt.failed_tests.length),
    l10n.t('Tools that take patches skip these lines.'),
  ];
  const content = `${head.join('\n')}\n\n${renderUnifiedDiff(patch)}`;
  await window.showTextDocument(await workspace.openTextDocument({ language: 'diff', content }), { preview: true });
}
