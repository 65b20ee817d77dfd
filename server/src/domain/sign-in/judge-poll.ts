/** A program that asks on the second would be called hasty for the network's jitter. */
const TOLERANCE_MS = 1_000;
/** RFC 8628, section 3.5: each hasty request adds this to the interval for good. */
const STEP_S = 5;
const LONGEST_S = 60;

/** Whether a poll comes too soon after the one before, and which interval holds from now on. */
export function judgePoll(
  grant: { readonly interval_s: number; readonly polled_at: Date | null },
  now: Date,
): { readonly hasty: boolean; readonly interval_s: number } {
  const { interval_s, polled_at } = grant;
  const hasty = polled_at !== null && now.getTime() - polled_at.getTime() < interval_s * 1000 - TOLERANCE_MS;
  return { hasty, interval_s: hasty ? Math.min(LONGEST_S, interval_s + STEP_S) : interval_s };
}
