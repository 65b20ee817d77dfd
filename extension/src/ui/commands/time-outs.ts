import { l10n, window } from 'vscode';
import { slowNow } from '../../core/fallback/slow-now.ts';
import { readRepair } from '../../editor/read-fallback.ts';
import type { Parts } from '../parts.ts';
import { answer, isSeconds } from './intervene.ts';

/** Tests that take too long get more time, on the same change. */
export async function increaseTimeout(parts: Parts, job_id: string): Promise<void> {
  // What the job's own limit is now, the control plane knows: it doubles that where nothing else is said.
  const seconds = await window.showInputBox({
    title: l10n.t('Give the tests more time'),
    prompt: l10n.t('How many seconds may one test suite take from now on?'),
    placeHolder: l10n.t('Leave it empty for twice as long as now'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || isSeconds(text) ? undefined : l10n.t('A number of seconds from 1 to 3600.'),
  });
  if (seconds === undefined) return;
  const time = seconds === '' ? {} : { test_timeout_ms: Math.round(Number(seconds) * 1000) };
  const body = { command: 'increase_timeout' as const, ...time };
  await answer(parts, job_id, (client) =>
    client.call('jobs.intervene', { params: { job_id }, body, repeatable: true }),
  );
}

/** What takes too long is left out by name, after the names were read. */
export async function skipTimedOut(parts: Parts, job_id: string): Promise<void> {
  const client = await parts.connection.client();
  const repair = await readRepair(client, job_id);
  const named = repair ? slowNow(repair) : '';
  const note = l10n.t('They are named in the evidence and the audit trail, and not compared any more.');
  const leave = l10n.t('Leave Them Out');
  const question = l10n.t('Leave out the tests that take too long?');
  const detail = named === '' ? note : `${named}\n\n${note}`;
  if ((await window.showWarningMessage(question, { modal: true, detail }, leave)) !== leave) return;
  const body = { command: 'skip_or_quarantine_test' as const };
  await answer(parts, job_id, () => client.call('jobs.intervene', { params: { job_id }, body, repeatable: true }));
}

/** That tests take too long is a fault of the change: the repair goes on. */
export async function continueRepair(parts: Parts, job_id: string): Promise<void> {
  const body = { command: 'continue_repair' as const };
  await answer(parts, job_id, (client) =>
    client.call('jobs.intervene', { params: { job_id }, body, repeatable: true }),
  );
}
