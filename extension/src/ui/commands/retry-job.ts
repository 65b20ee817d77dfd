import { l10n, window } from 'vscode';
import { failureWords } from '../../core/editor-model/failure-words.ts';
import { isWaitingRepair } from '../../core/fallback/repair-words.ts';
import type { Parts } from '../parts.ts';
import { tryRepairAgain } from './intervene.ts';
import { sendDecision } from './send-decision.ts';

/** A new attempt of a job that has ended or waits. The work is done where its files are. */
export async function retryJob(parts: Parts, job_id: string): Promise<void> {
  const { connection, center, editor_models } = parts;
  const job = center.find(job_id);
  if (job && isWaitingRepair(job)) {
    await tryRepairAgain(parts, job_id, false);
    return;
  }
  if (!(await center.workspaceOf(job_id))) {
    const message = l10n.t('This job was started elsewhere. Run `iama retry {0}` there.', job_id);
    void window.showWarningMessage(message);
    return;
  }
  const in_the_way = await editor_models.allowAgain(job_id);
  if (in_the_way) {
    void window.showErrorMessage(failureWords(in_the_way.failure, in_the_way.name, l10n.t));
    return;
  }
  const client = await connection.client();
  const known = job?.last_seq;
  const answer = client.call('jobs.retry', { params: { job_id }, repeatable: true });
  await sendDecision(center, client, job_id, answer);
  await center.goOn(client, job_id, known);
}
