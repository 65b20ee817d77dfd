import type { Client } from '@iama/client/create-client';
import type { RepairOffer } from '@iama/contracts/job/fallback';
import type { Job } from '@iama/contracts/job/job';
import { l10n, window } from 'vscode';
import { offerOf, offerQuestion } from '../../core/fallback/repair-words.ts';
import { readRepair } from '../../editor/read-fallback.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';
import { askSentence } from './ask-sentence.ts';
import { sendDecision } from './send-decision.ts';

/** What the control plane takes of a sentence for the next attempt, in characters. */
const SENTENCE_MAX = 500;

/** Another try of a repair that waits. `with_words`: with a sentence for whoever makes it, which is asked for. */
export async function tryRepairAgain(parts: Parts, job_id: string, with_words: boolean): Promise<void> {
  const clarification = with_words ? await askClarification(parts, job_id) : '';
  // Enter without a word is no clarification; "Try Again" is beside it.
  if (clarification === null || (with_words && clarification === '')) return;
  await answer(parts, job_id, (client) =>
    client.call('jobs.intervene', {
      params: { job_id },
      body: { command: 'retry', ...said(clarification) },
      repeatable: true,
    }),
  );
}

/** The next step of the repair, which costs more: only after the person has seen how much. */
export async function escalate(parts: Parts, job_id: string): Promise<void> {
  const client = await parts.connection.client();
  const offer = offerOf(await readRepair(client, job_id), 'escalate');
  if (!(await agreesToPrice('escalate', offer))) return;
  const clarification = await askClarification(parts, job_id);
  if (clarification === null) return;
  await answer(parts, job_id, () =>
    client.call('jobs.intervene', {
      params: { job_id },
      body: { command: 'escalate', ...said(clarification) },
      repeatable: true,
    }),
  );
}

/** The repair anew, with a clear head. A plan whose price for it has to be agreed to is asked about. */
export async function deepFix(parts: Parts, job_id: string): Promise<void> {
  const client = await parts.connection.client();
  const offer = offerOf(await readRepair(client, job_id), 'deep_fix');
  const asks = offer?.needs_confirmation ?? true;
  if (asks && !(await agreesToPrice('deep_fix', offer))) return;
  const clarification = await askClarification(parts, job_id);
  if (clarification === null) return;
  const body = { confirmed: asks, ...said(clarification) };
  await answer(parts, job_id, () => client.call('jobs.deep_fix', { params: { job_id }, body, repeatable: true }));
}

/** The tests once more, on the change that failed: for when they were too slow, or the machine was. */
export async function rerunTests(parts: Parts, job_id: string): Promise<void> {
  const test_timeout_ms = await askForTime(l10n.t('Run the tests again'), readSettings().test_timeout_ms);
  if (test_timeout_ms === null) return;
  const body = { test_timeout_ms };
  await answer(parts, job_id, (client) =>
    client.call('jobs.rerun_tests', { params: { job_id }, body, repeatable: true }),
  );
}

/** Milliseconds that one suite may take from now on; null when nothing was said. */
export async function askForTime(title: string, proposed_ms: number): Promise<number | null> {
  const seconds = await window.showInputBox({
    title,
    prompt: l10n.t('How many seconds may one test suite take from now on?'),
    value: String(proposed_ms / 1000),
    ignoreFocusOut: true,
    validateInput: (text) => (isSeconds(text) ? undefined : l10n.t('A number of seconds from 1 to 3600.')),
  });
  return seconds === undefined ? null : Math.round(Number(seconds) * 1000);
}

export async function stopRepair(parts: Parts, job_id: string): Promise<void> {
  const stop = l10n.t('Stop the Repair');
  const detail = l10n.t('The job ends without a change. What was made so far is kept, and it can be tried again.');
  const question = l10n.t('Stop the repair of this job?');
  if ((await window.showWarningMessage(question, { modal: true, detail }, stop)) !== stop) return;
  await answer(parts, job_id, (client) =>
    client.call('jobs.intervene', { params: { job_id }, body: { command: 'stop_repair' }, repeatable: true }),
  );
}

export async function answer(
  { connection, center, kept }: Parts,
  job_id: string,
  send: (client: Client) => Promise<Job>,
): Promise<void> {
  const client = await connection.client();
  const known = center.find(job_id)?.last_seq;
  await sendDecision(center, client, job_id, send(client));
  await kept.write(keyOf(job_id), undefined);
  await center.goOn(client, job_id, known);
}

async function agreesToPrice(command: 'escalate' | 'deep_fix', offer: RepairOffer | undefined): Promise<boolean> {
  const { question, detail, figures } = offerQuestion(command, offer, l10n.t);
  const go = l10n.t('Agree to the Price');
  const show = l10n.t('Show Figures');
  const chosen = await window.showWarningMessage(
    question,
    { modal: true, detail },
    go,
    ...(figures === null ? [] : [show]),
  );
  if (chosen !== show || figures === null) return chosen === go;
  const all = { modal: true, detail: `${detail}\n\n${figures}` };
  return (await window.showWarningMessage(question, all, go)) === go;
}

function askClarification({ kept }: Parts, job_id: string): Promise<string | null> {
  return askSentence(kept, keyOf(job_id), {
    title: l10n.t('Clarify in one line'),
    prompt: l10n.t('Whoever makes the next attempt reads it. Enter alone goes on without.'),
    place_holder: l10n.t('What was misunderstood, for instance: add the numbers, do not count them'),
    most: SENTENCE_MAX,
  });
}

const keyOf = (job_id: string) => `repair-sentence-${job_id}`;

const said = (clarification: string) => (clarification === '' ? {} : { clarification });

export function isSeconds(text: string): boolean {
  const seconds = Number(text);
  return text.trim() !== '' && seconds >= 1 && seconds <= 3600;
}
