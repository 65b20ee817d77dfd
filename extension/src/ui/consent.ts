import { Uri, commands, l10n, window } from 'vscode';
import type { Memento, TextDocumentContentProvider } from 'vscode';
import { agreementKey, disclosureSummary, disclosureText } from '../core/consent/disclosure.ts';
import type { ControlPlaneAccess } from '../platform/control-plane-access.ts';

export const ABOUT_SCHEME = 'iama-about';

/** What leaves the machine: asked about once, before the first job, and readable at any time. */
export interface Consent {
  /** True when the person agrees now or did before. `url`: where the job would go to. */
  ask(url: string): Promise<boolean>;
}

export function consent(memory: Memento): Consent {
  return {
    async ask(url) {
      const key = agreementKey(url);
      if (memory.get(key) !== undefined) return true;
      if (!(await agrees(url))) return false;
      await memory.update(key, new Date().toISOString());
      return true;
    },
  };
}

async function agrees(url: string): Promise<boolean> {
  const agree = l10n.t('Agree');
  const read = l10n.t('Read All of It');
  const detail = disclosureSummary(url, l10n.t);
  const question = l10n.t('Before the first job: may this leave the editor?');
  const answer = await window.showInformationMessage(question, { modal: true, detail }, agree, read);
  if (answer !== read) return answer === agree;
  await openDisclosure();
  // Not modal, so that the document can be read; the job waits for the answer.
  return (await window.showInformationMessage(l10n.t('Start the job on these terms?'), agree)) === agree;
}

export async function openDisclosure(): Promise<void> {
  const path = `/${l10n.t('What leaves this machine')}.md`;
  await commands.executeCommand('markdown.showPreview', Uri.from({ scheme: ABOUT_SCHEME, path }));
}

/** The document, for the control plane that is known now. */
export function disclosureDocument(access: ControlPlaneAccess): TextDocumentContentProvider {
  return {
    async provideTextDocumentContent() {
      return disclosureText((await access.find())?.plane.url ?? null, l10n.t);
    },
  };
}
