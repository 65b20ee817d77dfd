import { join } from 'node:path';
import type { ApplyRecord } from '@iama/contracts/job/delivery';
import { commands, l10n, window } from 'vscode';
import { judgeComplexity } from '../../core/review/complexity.ts';
import { closeChangeTabs } from '../../editor/close-change-tabs.ts';
import { unsavedAmong } from '../../editor/open-change.ts';
import { takenBackWhenLost } from '../../platform/outlive-executor.ts';
import type { ReviewedJob } from '../../editor/review.ts';
import type { Parts } from '../parts.ts';
import { acceptedSelection, verdictOf } from './test-selection.ts';

/** Write what was accepted, as one transaction. A part is tested on its own first. */
export async function applyChanges(parts: Parts): Promise<void> {
  const { connection, executor, center, review } = parts;
  const { current } = review;
  const workspace = current && (await center.workspaceOf(current.job_id));
  if (!current || !workspace) {
    void window.showInformationMessage(l10n.t('Choose a job to review first.'));
    return;
  }
  const { job_id } = current;
  const client = await connection.client();
  const { patch_artifact_id } = await client.call('delivery.get', { params: { job_id } });
  if (patch_artifact_id !== current.patch_artifact_id) {
    void window.showWarningMessage(l10n.t('Another attempt has replaced this diff. Review the new one first.'));
    return;
  }
  const accepted = await acceptedSelection(parts, current, workspace);
  if (!accepted) return;
  const { patch, hunk_ids, whole } = accepted;
  const paths = patch.files.map((file) => join(workspace.root, file.path));
  if (hasUnsaved(paths) || !(await agreesToSize(current))) return;
  const verdict = whole ? null : await verdictOf(parts, current, workspace, patch);
  if (verdict?.kind === 'failed' || (verdict?.kind === 'untested' && !(await agreesUntested()))) return;
  // Tests and questions take a while, and the person may have gone on typing.
  if (hasUnsaved(paths)) return;
  const record: ApplyRecord = {
    scope: whole ? 'all' : 'partial',
    hunk_ids: [...hunk_ids],
    files: [...(await executor.call('planned_files', { patch }))],
    subset_verdict: verdict && (verdict.kind === 'passed' ? 'verified' : 'unverified'),
  };
  const files = await takenBackWhenLost(executor, workspace, () =>
    executor.call('apply', { workspace, job_id, patch, record: { kind: 'apply', record } }),
  );
  const told = await center.tell(client, job_id);
  await review.forget(job_id);
  review.close();
  await closeChangeTabs(job_id);
  const later = told ? '' : ` ${NOT_TOLD()}`;
  void offerUndo(l10n.t('Applied to {0} files. You can take it back at any time.', files.length) + later, job_id);
}

/** The files are right; only the control plane's list is behind. */
export const NOT_TOLD = (): string => l10n.t('The control plane does not answer; it is told when it is back.');

async function offerUndo(message: string, job_id: string): Promise<void> {
  const revert = l10n.t('Revert');
  if ((await window.showInformationMessage(message, revert)) === revert)
    await commands.executeCommand('iama.revert', job_id);
}

function hasUnsaved(paths: readonly string[]): boolean {
  const unsaved = unsavedAmong(paths);
  if (unsaved.length > 0)
    void window.showWarningMessage(l10n.t('Save or undo your own changes first: {0}', unsaved.join(', ')));
  return unsaved.length > 0;
}

async function agreesToSize({ patch, state, reach }: ReviewedJob): Promise<boolean> {
  const { reasons, large } = judgeComplexity(patch, state, reach, l10n.t);
  if (!large) return true;
  const apply = l10n.t('Apply All the Same');
  const detail = [...reasons, l10n.t('Consider applying it in parts. All of it can be taken back.')].join('\n');
  const question = l10n.t('This is a large change.');
  return (await window.showWarningMessage(question, { modal: true, detail }, apply)) === apply;
}

async function agreesUntested(): Promise<boolean> {
  const write = l10n.t('Apply Untested');
  const question = l10n.t('There are no tests to run for this part.');
  return (await window.showWarningMessage(question, { modal: true }, write)) === write;
}
