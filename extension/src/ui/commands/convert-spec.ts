import type { Client } from '@iama/client/create-client';
import type { SpecPreview } from '@iama/contracts/job/spec-preview';
import type { Spec } from '@iama/contracts/job/spec';
import { ProgressLocation, l10n, window } from 'vscode';
import { previewSpec } from '../../core/spec/preview-text.ts';
import { isEdited, replaceText } from '../../editor/spec-documents.ts';
import { specUri } from '../../editor/spec-files.ts';
import type { Parts } from '../parts.ts';
import { openSpec } from './approve-spec.ts';
import { askSentence } from './ask-sentence.ts';

/** Characters that the control plane takes. */
const WORDS_MAX = 4000;

/** The specification after a person's words, as a model would write it: shown as a difference, and nothing else. */
export async function convertSpec(parts: Parts, job_id: string): Promise<void> {
  const { connection, consent, kept, spec_previews } = parts;
  const client = await connection.client();
  if (hasGoneOn(parts, job_id) || refusesEdits(job_id)) return;
  const { items: models } = await client.call('models.list');
  if (models.length === 0) {
    const message = l10n.t(
      'This needs a language model, and the control plane has none. Edit the specification by hand.',
    );
    void window.showInformationMessage(message);
    return;
  }
  if (!(await consent.ask({ url: client.base_url, models, shows: 'specification' }))) return;
  const key = `spec-words-${job_id}`;
  const words = await askSentence(kept, key, {
    title: l10n.t('Change the specification in words'),
    prompt: l10n.t('You see what becomes of it before anything is taken over.'),
    place_holder: l10n.t('for example: empty carts must still cost 0'),
    most: WORDS_MAX,
  });
  if (words === null || words === '') return;
  const spec = await client.call('spec.get', { params: { job_id } });
  const preview = await convert(client, job_id, spec, words);
  if (!preview) return;
  await kept.write(key, undefined);
  const shown = previewSpec(spec, preview, l10n.t);
  if (shown) await spec_previews.show(job_id, shown);
  else void window.showInformationMessage(l10n.t('These words change nothing in the specification.'));
}

/** Into the document, where it can be edited and undone; saving sends it. */
export async function takeSpecPreview(parts: Parts, job_id: string): Promise<void> {
  const { spec_previews } = parts;
  const preview = spec_previews.of(job_id);
  if (!preview) {
    void window.showInformationMessage(
      l10n.t('There is no preview to take over. Say in words what shall change first.'),
    );
    return;
  }
  if (hasGoneOn(parts, job_id) || refusesEdits(job_id)) return;
  await replaceText(specUri(job_id), preview.text);
  await openSpec(job_id, preview.line);
  await spec_previews.close(job_id);
  window.setStatusBarMessage(l10n.t('IAMA: taken over. Save the specification, then approve it.'), 5000);
}

/** Back to the specification as it stands: the preview may have taken its place. */
export async function discardSpecPreview({ spec_previews }: Parts, job_id: string): Promise<void> {
  await spec_previews.close(job_id);
  await openSpec(job_id);
}

function hasGoneOn({ center }: Parts, job_id: string): boolean {
  if (center.find(job_id)?.accepted_events.includes('edit_spec')) return false;
  void window.showInformationMessage(l10n.t('The job has gone on since, and its specification cannot be edited now.'));
  return true;
}

/** What is open and not saved would be lost under it. */
function refusesEdits(job_id: string): boolean {
  if (!isEdited(specUri(job_id))) return false;
  void window.showInformationMessage(l10n.t('Save your edits of the specification first, or undo them.'));
  return true;
}

/** Null when the person does not wait for it. */
async function convert(client: Client, job_id: string, spec: Spec, text: string): Promise<SpecPreview | null> {
  const title = l10n.t('IAMA: a model writes the specification');
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => abort.abort());
      const body = { revision_token: spec.revision_token, text };
      try {
        return await client.call('spec.convert', {
          params: { job_id },
          body,
          signal: abort.signal,
          timeout_ms: WAIT_MS,
        });
      } catch (error) {
        if (abort.signal.aborted) return null;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
}

/** A model on a small machine takes minutes; the notification has a Cancel button. */
const WAIT_MS = 600_000;
