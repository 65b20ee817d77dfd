import type { Job } from '@iama/contracts/job/job';
import { commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { attentionOf, targetWords } from '../core/jobs/describe-job.ts';
import { stateWords } from '../core/jobs/state-words.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** At most this many jobs are remembered as told. */
const MOST = 200;

/**
 * One notification for each thing that a job asks, and one for its end; none for the end while the window has the focus,
 * where the status bar says it. Nothing is opened, and the focus stays where it is.
 */
export function notifications(center: JobCenter): Disposable {
  const told = new Map<string, string>();
  return center.onDidChange((job) => {
    if (!job) return;
    const attention = attentionOf(job);
    const seen = told.get(job.id);
    const now = attention === 'needs_you' ? job.state : attention;
    told.delete(job.id);
    told.set(job.id, now);
    for (const id of [...told.keys()].slice(0, Math.max(0, told.size - MOST))) told.delete(id);
    if (seen === undefined || seen === now) return;
    if (attention === 'needs_you') void tell(job, l10n.t('Answer'), 'iama.decide');
    else if (attention === 'review' && !window.state.focused) void tell(job, l10n.t('Review'), 'iama.review');
  });
}

async function tell(job: Job, action: string, command: string): Promise<void> {
  const message = `IAMA: ${stateWords(job.state, l10n.t)} (${job.recipe_id}, ${targetWords(job.target)})`;
  if ((await window.showInformationMessage(message, action)) === action) await commands.executeCommand(command, job.id);
}
