import type { BillingCycle } from '@iama/contracts/usage/quota';

/** A stretch of time; `ends_at` is the first moment that is not in it. */
export interface Stretch {
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** The day of a moment, in UTC: `2026-11-30`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function dayStretch(at: Date): Stretch {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return { starts_at: new Date(Date.UTC(year, month, day)), ends_at: new Date(Date.UTC(year, month, day + 1)) };
}

/** The month of a moment, in UTC. Cycles follow the calendar until there are payments that say otherwise. */
export function billingCycleOf(at: Date): BillingCycle {
  return at.toISOString().slice(0, 7);
}

export function cycleStretch(cycle: BillingCycle): Stretch {
  const starts_at = new Date(`${cycle}-01T00:00:00.000Z`);
  return { starts_at, ends_at: new Date(Date.UTC(starts_at.getUTCFullYear(), starts_at.getUTCMonth() + 1)) };
}
