import { commands, l10n, window, workspace } from 'vscode';
import { specUri } from '../../editor/spec-files.ts';
import type { Parts } from '../parts.ts';
import { sendDecision } from './send-decision.ts';

/** Agree to the revision that was last shown; a newer one is refused by the control plane and has to be read first. */
export async function approveSpec({ connection, center, specs }: Parts, job_id: string): Promise<void> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === specUri(job_id).toString());
  if (open?.isDirty) {
    void window.showInformationMessage(l10n.t('Save the specification first: what is saved is what you agree to.'));
    return;
  }
  const spec = await specs.shownSpec(job_id);
  if (!spec) {
    await openSpec(job_id);
    return;
  }
  const client = await connection.client();
  const body = { revision_token: spec.revision_token };
  await sendDecision(
    center,
    client,
    job_id,
    client.call('spec.approve', { params: { job_id }, body, repeatable: true }),
  );
  window.setStatusBarMessage(l10n.t('IAMA: revision {0} is approved', spec.revision), 5000);
}

export async function openSpec(job_id: string): Promise<void> {
  await commands.executeCommand('vscode.open', specUri(job_id), { preview: true });
}
