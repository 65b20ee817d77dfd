import type { Entitlements } from '@iama/contracts/usage/quota';
import { CREDITS_PER_START } from './credits.ts';

/** What an account has used of its limits. A job that was released counts nowhere. */
export interface QuotaUse {
  /** Started today: under way, or billed. */
  readonly jobs_today: number;
  /** Of jobs billed in this cycle. */
  readonly used_credits: number;
  /** Set aside in this cycle by jobs under way. */
  readonly held_credits: number;
  readonly jobs_under_way: number;
}

export type StartVerdict =
  | { readonly allowed: true; readonly held_credits: number }
  | { readonly allowed: false; readonly exceeded: 'daily_jobs' | 'monthly_credits' };

/** The gate before ANALYZING: starts of the day first, then what is left of the month. */
export function judgeStart({ daily_jobs, monthly_credits }: Entitlements, use: QuotaUse): StartVerdict {
  if (daily_jobs !== null && use.jobs_today >= daily_jobs) return { allowed: false, exceeded: 'daily_jobs' };
  if (monthly_credits === null) return { allowed: true, held_credits: 0 };
  const left = monthly_credits - use.used_credits - use.held_credits;
  if (left < CREDITS_PER_START) return { allowed: false, exceeded: 'monthly_credits' };
  return { allowed: true, held_credits: CREDITS_PER_START };
}
