/** Exponential growth from `base_ms`, never above `cap_ms`. */
export interface BackOff {
  readonly base_ms: number;
  readonly cap_ms: number;
}

/**
 * How long to wait before trying again: anything between 0 and the exponential limit (full jitter), so that clients
 * that lost the same server do not come back together. `attempt` counts from 0. A server's wish (`retry_after_ms`)
 * is a lower bound.
 */
export function backOffMs(attempt: number, random: number, limits: BackOff, retry_after_ms = 0): number {
  const ceiling = Math.min(limits.cap_ms, limits.base_ms * 2 ** Math.min(attempt, 30));
  return Math.round(Math.max(0, retry_after_ms) + random * ceiling);
}
