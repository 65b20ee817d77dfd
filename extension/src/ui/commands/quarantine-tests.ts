import { l10n, window } from 'vscode';
import { quarantinable } from '../../core/fallback/failing-tests.ts';
import { readNewestRun } from '../../editor/read-fallback.ts';
import type { Parts } from '../parts.ts';
import { sendDecision } from './send-decision.ts';

/** Choose which of the tests that fail before any change are left out of the comparison, by name. */
export async function quarantineTests({ connection, center }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const run = await readNewestRun(client, job_id);
  const failing = run ? quarantinable(run) : [];
  if (failing.length === 0) {
    const message = l10n.t('No single test failed, so none can be left out. Repair the test suite, then try again.');
    void window.showInformationMessage(message);
    return;
  }
  const chosen = await window.showQuickPick(
    failing.map((test) => ({
      label: test.name,
      description: test.file ?? '',
      detail: test.failure?.message.split('\n')[0] ?? '',
      picked: true,
      test_id: test.id,
    })),
    {
      title: l10n.t('Which failing tests are left out?'),
      placeHolder: l10n.t('They are named in the evidence. The others run again before anything is changed.'),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  if (!chosen || chosen.length === 0) return;
  const body = { test_ids: chosen.map((each) => each.test_id) };
  const answer = client.call('jobs.quarantine_tests', { params: { job_id }, body, repeatable: true });
  await sendDecision(center, client, job_id, answer);
}
