import type { Job } from '@iama/contracts/job/job';
import { l10n, window } from 'vscode';
import { targetWords } from '../../core/jobs/describe-job.ts';
import { doingWords } from '../../core/jobs/doing-words.ts';
import type { Parts } from '../parts.ts';
import { sendDecision } from './send-decision.ts';

/** A job that was made and could not be started then, for instance because nothing of the plan was left. */
export async function startJob({ connection, center }: Parts, job: Job): Promise<void> {
  const { id: job_id } = job;
  if (!(await center.workspaceOf(job_id))) {
    const message = l10n.t('This job was made elsewhere. Run `iama resume {0}` there.', job_id);
    void window.showWarningMessage(message);
    return;
  }
  const start = l10n.t('Start the Job');
  const question = l10n.t('Start {0} on {1} now?', doingWords(job), targetWords(job.target));
  if ((await window.showInformationMessage(question, { modal: true }, start)) !== start) return;
  const client = await connection.client();
  const known = center.find(job_id)?.last_seq;
  await sendDecision(center, client, job_id, client.call('jobs.start', { params: { job_id }, repeatable: true }));
  await center.goOn(client, job_id, known);
}
