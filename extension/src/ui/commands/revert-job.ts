import { join } from 'node:path';
import { l10n, window, workspace as editorWorkspace } from 'vscode';
import { closeChangeTabs } from '../../editor/close-change-tabs.ts';
import { unsavedAmong } from '../../editor/open-change.ts';
import { takenBackWhenLost } from '../../platform/outlive-executor.ts';
import { NOT_TOLD } from './apply-changes.ts';
import type { Parts } from '../parts.ts';

/** Take an applied diff back, byte for byte; when files have moved on, nothing is touched and a patch is shown. */
export async function revertJobChanges({ connection, executor, center }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const workspace = await center.workspaceOf(job_id);
  if (!workspace) {
    void window.showWarningMessage(l10n.t('This job was started elsewhere. Run `iama revert {0}` there.', job_id));
    return;
  }
  const params = { job_id };
  const delivery = await client.call('delivery.get', { params });
  const files = (delivery.applied?.files ?? []).map(({ path, before_sha256, after_sha256 }) => ({
    path,
    before_sha256: after_sha256,
    after_sha256: before_sha256,
  }));
  const unsaved = unsavedAmong(files.map((file) => join(workspace.root, file.path)));
  if (unsaved.length > 0) {
    void window.showWarningMessage(l10n.t('Save or undo your own changes first: {0}', unsaved.join(', ')));
    return;
  }
  const outcome = await takenBackWhenLost(executor, workspace, () =>
    executor.call('revert', { workspace, job_id, record: { kind: 'revert', record: { files } } }),
  );
  if (outcome.status === 'refused') {
    const document = await editorWorkspace.openTextDocument({ language: 'diff', content: outcome.reverse_patch });
    await window.showTextDocument(document, { preview: false });
    void window.showWarningMessage(
      l10n.t(
        'Files were changed after the diff was applied, so nothing was touched: {0}. The open document is the reverse patch.',
        outcome.moved_on.join(', '),
      ),
    );
    return;
  }
  await closeChangeTabs(job_id);
  const told = await center.tell(client, job_id);
  const later = told ? '' : ` ${NOT_TOLD()}`;
  void window.showInformationMessage(l10n.t('Taken back, byte for byte: {0} files.', outcome.files.length) + later);
}
