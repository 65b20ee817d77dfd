import { l10n, window } from 'vscode';
import { countdownOf } from '../../core/jobs/countdown.ts';
import { targetWords } from '../../core/jobs/describe-job.ts';
import { doingWords } from '../../core/jobs/doing-words.ts';
import type { Parts } from '../parts.ts';
import { sendDecision } from './send-decision.ts';

/** End a job whose client is away, without waiting for its countdown. Whoever is back meanwhile keeps it. */
export async function forceTerminate({ connection, center }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  center.learn(job);
  if (!job.accepted_events.includes('force_terminate')) {
    const message = l10n.t('This job can only be terminated while its client is away. Cancel it instead.');
    void window.showInformationMessage(message);
    return;
  }
  const terminate = l10n.t('Force Terminate');
  const answer = await window.showWarningMessage(
    l10n.t('End {0} on {1} now?', doingWords(job), targetWords(job.target)),
    {
      modal: true,
      detail: l10n.t(
        'Its client is away. If it comes back within {0} s, the job goes on where it was; terminated, it does not. Your files are as they were, and the log, test runs and patches that it made so far are kept.',
        countdownOf(job, Date.now()) ?? 0,
      ),
    },
    terminate,
  );
  if (answer !== terminate) return;
  await sendDecision(center, client, job_id, client.call('jobs.force_terminate', { params, repeatable: true }));
}
