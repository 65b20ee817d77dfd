import type { Job } from '@iama/contracts/job/job';
import type { Translate } from '../translate.ts';

/** Seconds until a job ends because its client is away, 0 when that is due; null while nothing counts down. */
export function countdownOf({ presence, ended_at }: Job, now_ms: number): number | null {
  if (presence.status !== 'grace' || presence.grace_deadline_at === null || ended_at !== null) return null;
  return Math.max(0, Math.ceil((Date.parse(presence.grace_deadline_at) - now_ms) / 1000));
}

/** The job that ends first of those that count down. */
export function mostUrgent(jobs: readonly Job[], now_ms: number): number | null {
  const counting = jobs.flatMap((job) => countdownOf(job, now_ms) ?? []);
  return counting.length === 0 ? null : Math.min(...counting);
}

export function countdownWords(seconds: number, t: Translate): string {
  const rest = String(seconds % 60).padStart(2, '0');
  return t('Ends in {0}:{1}, client away', Math.floor(seconds / 60), rest);
}

/** How often rows must be said anew: each second of a countdown, seldom for elapsed minutes, else never. */
export function tickMs(jobs: readonly Job[], now_ms: number): number | null {
  if (mostUrgent(jobs, now_ms) !== null) return 1000;
  return jobs.some((job) => job.ended_at === null) ? 30_000 : null;
}
