import { l10n, window } from 'vscode';
import type { KeptValues } from '../../platform/kept-values.ts';

export interface SentenceQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly place_holder: string;
  /** Characters. */
  readonly most: number;
}

/**
 * One line of the person's. It is kept on this machine under `key` until `kept.write(key, undefined)` says that it has arrived, and
 * offered again by the next call if something came between. Null when they give up; empty when they say nothing.
 */
export async function askSentence(kept: KeptValues, key: string, question: SentenceQuestion): Promise<string | null> {
  const { title, prompt, place_holder, most } = question;
  const unsent = await kept.read(key);
  const said = await window.showInputBox({
    title,
    prompt,
    placeHolder: place_holder,
    value: typeof unsent === 'string' ? unsent : '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim().length > most ? l10n.t('At most {0} characters.', most) : undefined),
  });
  if (said === undefined) return null;
  const sentence = said.trim();
  await kept.write(key, sentence === '' ? undefined : sentence);
  return sentence;
}
