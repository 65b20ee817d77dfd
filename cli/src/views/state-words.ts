import type { JobState } from '@iama/contracts/job/state';

/** What a job is doing, for a status line and for lists. */
export const STATE_WORDS: Readonly<Record<JobState, string>> = {
  PENDING: 'made, not started',
  ANALYZING: 'reading the code and working out three plans',
  GENERATING_ANALYSIS_REPORT: 'writing the analysis report',
  WAITING_STRATEGY: 'waiting for you to choose a plan',
  WAITING_SPEC_APPROVAL: 'waiting for you to approve the specification',
  GENERATING_TESTS: 'finding the tests that pin today’s behaviour',
  BASELINE_VALIDATION: 'running the tests before anything is changed',
  BASELINE_VALIDATION_FAILED: 'waiting: tests failed before anything was changed',
  REFACTORING: 'making the patch and testing it in a copy',
  SELF_HEALING: 'making another attempt after one that failed',
  WAITING_INTERVENTION: 'waiting for your decision',
  WAITING_ESCALATION_DECISION: 'waiting for your decision',
  DEEP_FIX_ACTIVE: 'repairing with a fresh start',
  RECOVERY_PENDING: 'putting together what can be kept',
  FALLBACK_REQUIRED: 'ended without a diff that holds',
  DELIVERED: 'a diff is ready, with its evidence',
  FAILED: 'failed',
};
