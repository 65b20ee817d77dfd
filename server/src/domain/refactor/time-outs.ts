import { TEST_TIMEOUT_MAX } from '@iama/contracts/job/job';
import { nameSome } from '../text/name-some.ts';
import type { RefactorContext } from './context.ts';
import type { RefactorEventOf } from './events.ts';

/** Tests and suites that took too long in the run that the job stands still for; none where something else failed too. Pure. */
export function timedOut({ attempts, failure, baseline_timed_out }: RefactorContext): readonly string[] {
  if (failure?.code === 'BASELINE_TIMEOUT') return baseline_timed_out ?? [];
  const last = attempts.at(-1);
  return failure === null && last?.only_time_outs ? (last.timed_out ?? []) : [];
}

/** Milliseconds that a suite is given from now on; null where that is not more than before. Pure. */
export function longerTime(
  { test_timeout_ms }: Pick<RefactorContext, 'test_timeout_ms'>,
  event: RefactorEventOf<'increase_timeout'>,
): number | null {
  const asked = event.test_timeout_ms ?? Math.min(2 * test_timeout_ms, TEST_TIMEOUT_MAX);
  return asked > test_timeout_ms ? asked : null;
}

/**
 * What is left out by name; null where nothing of it took too long, or all of it is left out already. A test of a suite that was killed
 * counts as one that took too long: nobody knows which of them it was. Pure.
 */
export function setAsideForTime(
  context: RefactorContext,
  event: RefactorEventOf<'skip_or_quarantine_test'>,
): readonly string[] | null {
  const slow = timedOut(context);
  const ids = event.test_ids ?? slow;
  const isSlow = (id: string): boolean => slow.some((place) => id === place || id.startsWith(`${place}::`));
  if (!ids.every(isSlow)) return null;
  const fresh = ids.filter((id) => !context.quarantined.includes(id));
  return fresh.length === 0 ? null : fresh;
}

/** A change that only takes its tests too long may be right: a person says, once, what is to be done about it. Pure. */
export function asksAboutTime(
  { repairs_time_outs = false }: RefactorContext,
  { only_time_outs = false }: RefactorEventOf<'verification_failed'>,
): boolean {
  return only_time_outs && !repairs_time_outs;
}

export function timeWords(
  { test_timeout_ms }: Pick<RefactorContext, 'test_timeout_ms'>,
  slow: readonly string[],
): string {
  return `TIMEOUT_EXECUTION: with the change these take too long (a suite may take ${test_timeout_ms / 1000} s): ${nameSome(slow)}. Nothing else fails. Give them more time, leave them out by name, or have the change repaired.`;
}
