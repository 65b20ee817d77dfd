import type { Spec } from '@iama/contracts/job/spec';
import { Range, commands, l10n, window, workspace } from 'vscode';
import { blackBoxQuestion, blackBoxText } from '../../core/black-box-words.ts';
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
  const asked = await client.call('spec.get', { params: { job_id } });
  if (!(await acceptsWeakness(asked)) || !(await acceptsBlackBox(asked))) return;
  const read = asked.black_box && { accept_black_box: asked.black_box.baseline_run_id };
  const body = { revision_token: spec.revision_token, ...read };
  await sendDecision(
    center,
    client,
    job_id,
    client.call('spec.approve', { params: { job_id }, body, repeatable: true }),
  );
  window.setStatusBarMessage(l10n.t('IAMA: revision {0} is approved', spec.revision), 5000);
}

/** A job whose tests would notice too little comes back here, and goes on only when the person says so. */
async function acceptsWeakness({ weak_lock }: Spec): Promise<boolean> {
  if (!weak_lock) return true;
  const { noticed, tried, threshold, survivors } = weak_lock;
  const places = survivors.slice(0, 5).map(({ path, line, words }) => `${path}:${line}  ${words}`);
  const accept = l10n.t('Go on all the same');
  const detail = [
    l10n.t(
      '{0} of {1} faults in a copy were noticed; {2} % are asked for.',
      noticed,
      tried,
      Math.round(threshold * 100),
    ),
    ...(places.length > 0 ? [l10n.t('Not noticed:'), ...places] : []),
  ].join('\n');
  const message = l10n.t('Your tests would notice too little of what this edit could break.');
  return (await window.showWarningMessage(message, { modal: true, detail }, accept)) === accept;
}

/** A job that asks programs at their border goes on only when the person has read what that covers, and what not. */
async function acceptsBlackBox({ black_box }: Spec): Promise<boolean> {
  if (!black_box) return true;
  const { message, detail } = blackBoxQuestion(black_box, l10n.t);
  const accept = l10n.t('Go on with That');
  const read = l10n.t('Read Both Lists');
  const chosen = await window.showWarningMessage(message, { modal: true, detail }, accept, read);
  if (chosen === read) {
    const content = blackBoxText(black_box, l10n.t);
    await window.showTextDocument(await workspace.openTextDocument({ content, language: 'markdown' }));
  }
  return chosen === accept;
}

/** `line`, from 0: where to look. */
export async function openSpec(job_id: string, line?: number): Promise<void> {
  const selection = line === undefined ? {} : { selection: new Range(line, 0, line, 0) };
  await commands.executeCommand('vscode.open', specUri(job_id), { preview: true, ...selection });
}
