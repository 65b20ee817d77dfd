import type { BillingReason } from '@iama/contracts/usage/quota';
import type { UsageSummary } from '@iama/contracts/usage/usage';

const WINDOW = { day: 'today', month: 'this month' } as const;

/** About how many refactors are left, of the limit that is reached first; and what a refactor is taken to be. */
export function leftWords({ refactors_left: left, window }: UsageSummary): string {
  if (left === null || window === null) return 'No limit on this plan.';
  if (left === 0) return `Nothing is left ${WINDOW[window]}: no job can be started.`;
  return `About ${left} typical refactor${left === 1 ? '' : 's'} left ${WINDOW[window]}.`;
}

export function shareWords({ percent_used, window }: UsageSummary): string | null {
  return percent_used === null || window === null ? null : `${percent_used} % used ${WINDOW[window]}`;
}

export function typicalWords({ typical }: UsageSummary): string | null {
  if (typical === null) return null;
  if (typical.basis === 'one_start') return 'Each start counts as one.';
  if (typical.basis === 'default')
    return 'You have too few jobs yet to say what is typical; this goes by what every start sets aside.';
  return `Typical is the middle of your last ${typical.jobs} jobs.`;
}

export const REASONS: Readonly<Record<BillingReason, string>> = {
  verified: 'counted: delivered, with tests behind it',
  ended_by_person: 'counted: you ended it after work had begun',
  before_work: 'not counted: it ended before work had begun',
  unverified: 'not counted: no test stands behind it',
  not_finished: 'not counted: it could not be finished',
};

/** Billionths of a US dollar, as people read them. */
export function usd(nano: number): string {
  return `${(nano / 1e9).toFixed(6)} USD`;
}
