import type { Entitlements } from '@iama/contracts/usage/quota';
import { countOf } from '../text/count-of.ts';
import { billingCycleOf, cycleStretch, dayStretch } from './billing-cycle.ts';
import { CREDITS_PER_START } from './credits.ts';
import type { QuotaUse, StartVerdict } from './judge-start.ts';

type Exceeded = Extract<StartVerdict, { allowed: false }>['exceeded'];

/** Why a job cannot be started, in a sentence, and when it can. */
export function refuseStart(
  exceeded: Exceeded,
  { tier, daily_jobs, monthly_credits }: Entitlements,
  use: QuotaUse,
  now: Date,
): { readonly sentence: string; readonly resets_at: string } {
  const window = exceeded === 'daily_jobs' ? dayStretch(now) : cycleStretch(billingCycleOf(now));
  const resets_at = window.ends_at.toISOString();
  const again = `More can be started from ${resets_at.slice(0, 10)} 00:00 UTC on.`;
  const running = use.jobs_under_way;
  const under_way =
    running === 0 ? '' : ` ${countOf(running, 'job')} of yours ${running === 1 ? 'is' : 'are'} under way.`;
  if (exceeded === 'daily_jobs') {
    const sentence = `The plan ${tier} includes ${countOf(daily_jobs ?? 0, 'job')} a day, and none is left today.`;
    return { sentence: `${sentence}${under_way} ${again}`, resets_at };
  }
  const left = Math.max(0, (monthly_credits ?? 0) - use.used_credits - use.held_credits);
  const sentence = `A start sets aside ${CREDITS_PER_START} credits, and ${left} of the ${monthly_credits ?? 0} that the plan ${tier} includes a month are left.`;
  return { sentence: `${sentence}${under_way} ${again}`, resets_at };
}
