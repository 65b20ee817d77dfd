import type { Job } from '@iama/contracts/job/job';
import { commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { attentionOf, targetWords } from '../core/jobs/describe-job.ts';
import type { Attention } from '../core/jobs/describe-job.ts';
import { stateWords } from '../core/jobs/state-words.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** At most this many jobs are remembered as told. */
const MOST = 200;

/**
 * At most one notification a job: when it first asks something or, while the window is in the background, when it is ready.
 * After that the status bar and the Jobs view say it. Nothing is opened, and the focus stays where it is.
 */
export function notifications(center: JobCenter): Disposable {
  const seen = new Map<string, Attention | 'told'>();
  return center.onDidChange((job) => {
    if (!job) return;
    const before = seen.get(job.id);
    const now = attentionOf(job);
    const isDue = before === 'running' && (now === 'needs_you' || (now === 'review' && !window.state.focused));
    seen.delete(job.id);
    seen.set(job.id, isDue || before === 'told' ? 'told' : now);
    for (const id of [...seen.keys()].slice(0, Math.max(0, seen.size - MOST))) seen.delete(id);
    if (!isDue) return;
    if (now === 'needs_you') void tell(job, l10n.t('Answer'), 'iama.decide');
    else void tell(job, l10n.t('Review'), 'iama.review');
  });
}

async function tell(job: Job, action: string, command: string): Promise<void> {
  const message = `IAMA: ${stateWords(job.state, l10n.t)} (${job.recipe_id}, ${targetWords(job.target)})`;
  if ((await window.showInformationMessage(message, action)) === action) await commands.executeCommand(command, job.id);
}
