import type { JobState } from '@iama/contracts/job/state';
import type { Translate } from '../translate.ts';

/** What a job is doing, in a few words for lists and the status bar. */
export function stateWords(state: JobState, t: Translate): string {
  switch (state) {
    case 'PENDING':
      return t('Not started');
    case 'ANALYZING':
      return t('Working out three plans');
    case 'GENERATING_ANALYSIS_REPORT':
      return t('Writing the analysis report');
    case 'WAITING_STRATEGY':
      return t('Choose a plan');
    case 'WAITING_SPEC_APPROVAL':
      return t('Approve the specification');
    case 'GENERATING_TESTS':
      return t('Finding the tests that pin behaviour');
    case 'BASELINE_VALIDATION':
      return t('Running the tests before any change');
    case 'BASELINE_VALIDATION_FAILED':
      return t('Tests fail before any change');
    case 'REFACTORING':
      return t('Making the change in a copy and testing it');
    case 'SELF_HEALING':
      return t('Repairing the change after a failed test');
    case 'WAITING_INTERVENTION':
    case 'WAITING_ESCALATION_DECISION':
      return t('Waiting for your decision');
    case 'DEEP_FIX_ACTIVE':
      return t('Repairing with a fresh start');
    case 'RECOVERY_PENDING':
      return t('Putting together what can be kept');
    case 'FALLBACK_REQUIRED':
      return t('Ended without a change that holds');
    case 'DELIVERED':
      return t('Ready for review');
    case 'FAILED':
      return t('Failed');
  }
}
