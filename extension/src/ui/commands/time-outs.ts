import { TEST_TIMEOUT_MAX } from '@iama/contracts/job/job';
import { l10n, window } from 'vscode';
import { readRepair } from '../../editor/read-fallback.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';
import { answer, askForTime } from './intervene.ts';

/** Tests that take too long get more time, on the same change. */
export async function increaseTimeout(parts: Parts, job_id: string): Promise<void> {
  const twice = Math.min(2 * readSettings().test_timeout_ms, TEST_TIMEOUT_MAX);
  const test_timeout_ms = await askForTime(l10n.t('Give the tests more time'), twice);
  if (test_timeout_ms === null) return;
  const body = { command: 'increase_timeout' as const, test_timeout_ms };
  await answer(parts, job_id, (client) =>
    client.call('jobs.intervene', { params: { job_id }, body, repeatable: true }),
  );
}

/** What takes too long is left out by name, after the names were read. */
export async function skipTimedOut(parts: Parts, job_id: string): Promise<void> {
  const client = await parts.connection.client();
  const repair = await readRepair(client, job_id);
  const slow = repair?.attempts.at(-1)?.timed_out ?? [];
  const named = slow.length > 0 ? slow.join('\n') : (repair?.failure?.detail ?? '');
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
