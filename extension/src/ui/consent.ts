import { Uri, commands, l10n, window } from 'vscode';
import type { Memento, TextDocumentContentProvider } from 'vscode';
import { agreementKey, disclosureSummary, disclosureText } from '../core/consent/disclosure.ts';
import type { Receivers } from '../core/consent/disclosure.ts';
import type { ControlPlaneAccess } from '../platform/control-plane-access.ts';

export const ABOUT_SCHEME = 'iama-about';

/** What leaves the machine: asked about once for each set of receivers, before the first job, and readable at any time. */
export interface Consent {
  /** True when the person agrees now or did before. */
  ask(receivers: Receivers): Promise<boolean>;
}

export function consent(memory: Memento): Consent {
  return {
    async ask(receivers) {
      const key = agreementKey(receivers);
      if (memory.get(key) !== undefined) return true;
      if (!(await agrees(receivers))) return false;
      const now = new Date().toISOString();
      await memory.update(key, now);
      // Whoever agrees to source text agrees to the less that a recipe sends, or a change of a specification.
      if (receivers.shows !== 'specification') {
        await memory.update(agreementKey({ ...receivers, models: [] }), now);
        await memory.update(agreementKey({ ...receivers, shows: 'specification' }), now);
      }
      return true;
    },
  };
}

async function agrees(receivers: Receivers): Promise<boolean> {
  const agree = l10n.t('Agree');
  const read = l10n.t('Read All of It');
  const detail = disclosureSummary(receivers, l10n.t);
  const question =
    receivers.models.length === 0
      ? l10n.t('Before the first job: may this leave the editor?')
      : l10n.t('Before a language model is asked: may this leave the editor?');
  const answer = await window.showInformationMessage(question, { modal: true, detail }, agree, read);
  if (answer !== read) return answer === agree;
  await openDisclosure();
  // Not modal, so that the document can be read; the job waits for the answer.
  return (await window.showInformationMessage(l10n.t('Do you agree to this?'), agree)) === agree;
}

export async function openDisclosure(): Promise<void> {
  const path = `/${l10n.t('What leaves this machine')}.md`;
  await commands.executeCommand('markdown.showPreview', Uri.from({ scheme: ABOUT_SCHEME, path }));
}

/** The document, for the control plane that is known now, and for its models where somebody is signed in. */
export function disclosureDocument(access: ControlPlaneAccess): TextDocumentContentProvider {
  return {
    async provideTextDocumentContent() {
      const found = await access.find();
      if (!found) return disclosureText(null, l10n.t);
      const { client, plane } = found;
      const asked = (await client.tokens.read()) ? client.call('models.list', { retries: 0 }) : { items: [] };
      const { items: models } = await Promise.resolve(asked).catch(() => ({ items: [] }));
      return disclosureText({ url: plane.url, models }, l10n.t);
    },
  };
}
