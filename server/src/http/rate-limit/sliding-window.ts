/**
 * A sliding window from two counters: this window's, and the one's before in the share that still reaches into the
 * last `window_ms`. Requests that are refused are not counted, so a client that slows down gets through.
 */
export interface SlidingWindow {
  /** Counts a request if it is within `max`. `ttl_ms`: until the next one would be. */
  take(key: string, max: number, window_ms: number, now_ms: number): { current: number; ttl_ms: number };
}

interface Buckets {
  start: number;
  count: number;
  before: number;
}

/** Keys that are kept; beyond it those that are not used any more are dropped. */
const KEYS_KEPT = 10_000;

export function slidingWindow(): SlidingWindow {
  const keys = new Map<string, Buckets>();
  return {
    take(key, max, window_ms, now_ms) {
      if (keys.size >= KEYS_KEPT) forgetIdle(keys, window_ms, now_ms);
      const start = now_ms - (now_ms % window_ms);
      const old = keys.get(key);
      const buckets = roll(old, start, window_ms);
      keys.set(key, buckets);
      const weighted = buckets.before * (1 - (now_ms - start) / window_ms) + buckets.count;
      const admitted = weighted + 1 <= max;
      if (admitted) buckets.count += 1;
      return {
        current: admitted ? Math.ceil(weighted + 1) : max + 1,
        ttl_ms: admitted ? start + window_ms - now_ms : waitFor(buckets, max, window_ms, now_ms - start),
      };
    },
  };
}

function roll(old: Buckets | undefined, start: number, window_ms: number): Buckets {
  if (old?.start === start) return old;
  return { start, count: 0, before: old?.start === start - window_ms ? old.count : 0 };
}

/** Solves before · (1 − t / window) + count + 1 ≤ max for t, in this window or, when it is full by itself, in the next. */
function waitFor({ before, count }: Buckets, max: number, window_ms: number, into_ms: number): number {
  const room = max - 1 - count;
  if (room >= 0 && before > 0) return Math.max(1, window_ms * (1 - room / before) - into_ms);
  const rest = window_ms - into_ms;
  return rest + Math.max(0, window_ms * (1 - (max - 1) / Math.max(1, count)));
}

function forgetIdle(keys: Map<string, Buckets>, window_ms: number, now_ms: number): void {
  for (const [key, { start }] of keys) if (start + 2 * window_ms < now_ms) keys.delete(key);
  // Under a flood of addresses the oldest go: memory is bounded, whatever comes.
  for (const key of keys.keys()) {
    if (keys.size < KEYS_KEPT) return;
    keys.delete(key);
  }
}
