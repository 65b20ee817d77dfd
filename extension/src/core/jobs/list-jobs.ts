import type { Job } from '@iama/contracts/job/job';
import type { Translate } from '../translate.ts';
import { attentionOf } from './describe-job.ts';

/** So many of the newest stand in the list itself. */
export const MOST_AT_TOP = 10;

export interface JobList {
  readonly top: readonly Job[];
  /** Shown when somebody asks for them. */
  readonly earlier: readonly Job[];
}

/** The newest jobs and all that are under way, in their order; the others are for who looks for them. */
export function listJobs(jobs: readonly Job[]): JobList {
  const newest = new Set(jobs.slice(0, MOST_AT_TOP));
  const isAtTop = (job: Job): boolean => newest.has(job) || job.ended_at === null;
  return { top: jobs.filter(isAtTop), earlier: jobs.filter((job) => !isAtTop(job)) };
}

/** How many the earlier ones are, and how many of them wait for somebody. */
export function earlierWords(earlier: readonly Job[], t: Translate): string {
  const to_review = earlier.filter((job) => attentionOf(job) === 'review').length;
  return [String(earlier.length), ...(to_review > 0 ? [t('{0} to review', to_review)] : [])].join(' · ');
}
