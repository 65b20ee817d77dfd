import type { Job } from '@iama/contracts/job/job';
import { attentionOf, isTrouble } from './describe-job.ts';
import type { Attention } from './describe-job.ts';

/** What a notification is about: an answer is needed, a diff is ready, or the job came to nothing. */
export type Notice = 'answer' | 'review' | 'trouble';

/** What was last seen of a job, or that it had its notification. */
export type Seen = Attention | 'told';

/**
 * Whether a change of a job is worth a notification: at most one for each job, for what came while it ran by itself, and
 * while the window has the focus only when it cannot go on without the person. What they did themselves they know.
 */
export function noticeOf(before: Seen | undefined, job: Job, is_focused: boolean): Notice | null {
  if (before !== 'running') return null;
  const now = attentionOf(job);
  if (now === 'needs_you') return 'answer';
  if (is_focused) return null;
  if (now === 'review') return 'review';
  return now === 'ended' && isTrouble(job) && !OWN_DOING.has(job.failure?.code) ? 'trouble' : null;
}

const OWN_DOING: ReadonlySet<string | undefined> = new Set(['USER_CANCELLED', 'FORCE_TERMINATED']);
