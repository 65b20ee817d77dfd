import { l10n, window } from 'vscode';
import type { Parts } from '../parts.ts';
import { sendDecision } from './send-decision.ts';

/** A new attempt of a job that has ended or waits. The work is done where its files are. */
export async function retryJob({ connection, center }: Parts, job_id: string): Promise<void> {
  if (!(await center.workspaceOf(job_id))) {
    const message = l10n.t('This job was started elsewhere. Run `iama retry {0}` there.', job_id);
    void window.showWarningMessage(message);
    return;
  }
  const client = await connection.client();
  const known = center.find(job_id)?.last_seq;
  const answer = client.call('jobs.retry', { params: { job_id }, repeatable: true });
  await sendDecision(center, client, job_id, answer);
  await center.goOn(client, job_id, known);
}
