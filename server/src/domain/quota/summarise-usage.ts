import type { Entitlements } from '@iama/contracts/usage/quota';
import type { UsageSummary } from '@iama/contracts/usage/usage';
import { billingCycleOf, cycleStretch, dayStretch } from './billing-cycle.ts';
import { CREDITS_PER_START } from './credits.ts';
import type { QuotaUse } from './judge-start.ts';

/** Fewer jobs than these say little about what is typical of an account. */
const ENOUGH_JOBS = 5;

interface Candidate {
  readonly window: 'day' | 'month';
  readonly share: number;
  readonly refactors_left: number;
  readonly resets_at: Date;
  readonly typical: NonNullable<UsageSummary['typical']>;
}

/** `past_credits`: what the account's last billed jobs cost. The limit with the fewest refactors left is the one told of. */
export function summariseUsage(
  plan: Entitlements,
  use: QuotaUse,
  past_credits: readonly number[],
  now: Date,
): UsageSummary {
  const nearest = [byDay(plan, use, now), byMonth(plan, use, past_credits, now)]
    .filter((each) => each !== null)
    .toSorted((a, b) => a.refactors_left - b.refactors_left || b.share - a.share)[0];
  return {
    tier: plan.tier,
    window: nearest?.window ?? null,
    percent_used: nearest ? percentOf(nearest) : null,
    refactors_left: nearest?.refactors_left ?? null,
    resets_at: nearest?.resets_at.toISOString() ?? null,
    typical: nearest?.typical ?? null,
    jobs_under_way: use.jobs_under_way,
  };
}

function byDay({ daily_jobs }: Entitlements, { jobs_today }: QuotaUse, now: Date): Candidate | null {
  if (daily_jobs === null) return null;
  return {
    window: 'day',
    share: shareOf(jobs_today, daily_jobs),
    refactors_left: Math.max(0, daily_jobs - jobs_today),
    resets_at: dayStretch(now).ends_at,
    typical: { basis: 'one_start', jobs: 0, credits: null },
  };
}

function byMonth(
  { monthly_credits }: Entitlements,
  { used_credits, held_credits }: QuotaUse,
  past_credits: readonly number[],
  now: Date,
): Candidate | null {
  if (monthly_credits === null) return null;
  const gone = used_credits + held_credits;
  const left = Math.max(0, monthly_credits - gone);
  const typical = typicalOf(past_credits);
  return {
    window: 'month',
    share: shareOf(gone, monthly_credits),
    refactors_left: startsIn(left, typical.credits),
    resets_at: cycleStretch(billingCycleOf(now)).ends_at,
    typical,
  };
}

/** How often one can start when each start needs its reserve to be there and then costs what is typical, at least one credit. */
function startsIn(left: number, typical: number): number {
  if (left < CREDITS_PER_START) return 0;
  if (typical <= CREDITS_PER_START) return 1 + Math.floor((left - CREDITS_PER_START) / Math.max(1, typical));
  return Math.ceil((left - CREDITS_PER_START + 1) / typical);
}

function typicalOf(past_credits: readonly number[]): Candidate['typical'] & { readonly credits: number } {
  const jobs = past_credits.length;
  if (jobs < ENOUGH_JOBS) return { basis: 'default', jobs, credits: CREDITS_PER_START };
  return { basis: 'own_jobs', jobs, credits: past_credits.toSorted((a, b) => a - b)[Math.floor(jobs / 2)] ?? 0 };
}

function shareOf(used: number, limit: number): number {
  return limit === 0 ? 1 : Math.min(1, used / limit);
}

/** Full only when nothing is left, and empty only when nothing is used. */
function percentOf({ share, refactors_left }: Candidate): number {
  if (refactors_left === 0) return 100;
  return Math.min(99, Math.ceil(share * 100));
}
