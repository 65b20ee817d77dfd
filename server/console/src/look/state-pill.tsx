import type { JobState } from '@iama/contracts/job/state';

const TONE: Partial<Record<JobState, 'good' | 'warn' | 'bad'>> = {
  DELIVERED: 'good',
  FAILED: 'bad',
  FALLBACK_REQUIRED: 'bad',
  BASELINE_VALIDATION_FAILED: 'bad',
  WAITING_STRATEGY: 'warn',
  WAITING_SPEC_APPROVAL: 'warn',
  WAITING_INTERVENTION: 'warn',
  WAITING_ESCALATION_DECISION: 'warn',
};

export function StatePill({ state }: { state: JobState }) {
  return <span class={`state ${TONE[state] ?? 'quiet'}`}>{inWords(state)}</span>;
}

export function inWords(state: string): string {
  const words = state.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
