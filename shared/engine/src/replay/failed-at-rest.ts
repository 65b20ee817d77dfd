import type { JobState } from '@iama/contracts/job/state';

/** Where a job has come to rest without a diff: ends, and states in which a failure waits for the person. */
export const FAILED_AT_REST: ReadonlySet<JobState> = new Set([
  'BASELINE_VALIDATION_FAILED',
  'WAITING_INTERVENTION',
  'WAITING_ESCALATION_DECISION',
  'FALLBACK_REQUIRED',
  'FAILED',
]);
