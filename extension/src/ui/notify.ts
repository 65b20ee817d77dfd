import type { Job } from '@iama/contracts/job/job';
import { commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { attentionOf, targetWords } from '../core/jobs/describe-job.ts';
import { doingWords } from '../core/jobs/doing-words.ts';
import { noticeOf } from '../core/jobs/notice.ts';
import type { Notice, Seen } from '../core/jobs/notice.ts';
import { stateWords } from '../core/jobs/state-words.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** At most this many jobs are remembered as told. */
const MOST = 200;

/**
 * At most one notification a job of this window; whoever works for another one tells it there. After that the status bar
 * and the Jobs view say it. Nothing is opened, and the focus stays where it is.
 */
export function notifications(center: JobCenter): Disposable {
  const seen = new Map<string, Seen>();
  return center.onDidChange((job) => {
    if (!job || !center.isMine(job.id)) return;
    const before = seen.get(job.id);
    const notice = noticeOf(before, job, window.state.focused);
    seen.delete(job.id);
    seen.set(job.id, notice !== null || before === 'told' ? 'told' : attentionOf(job));
    for (const id of [...seen.keys()].slice(0, Math.max(0, seen.size - MOST))) seen.delete(id);
    if (notice) void tell(job, notice);
  });
}

async function tell(job: Job, notice: Notice): Promise<void> {
  const message = `IAMA: ${stateWords(job.state, l10n.t)} (${doingWords(job)}, ${targetWords(job.target)})`;
  const [title, command] = ACTIONS[notice];
  const action = title();
  const show = notice === 'trouble' ? window.showWarningMessage : window.showInformationMessage;
  if ((await show(message, action)) === action) await commands.executeCommand(command, job.id);
}

const ACTIONS: Readonly<Record<Notice, readonly [title: () => string, command: string]>> = {
  answer: [() => l10n.t('Answer'), 'iama.decide'],
  review: [() => l10n.t('Review'), 'iama.review'],
  trouble: [() => l10n.t('Show What Went Wrong'), 'iama.showFallback'],
};
