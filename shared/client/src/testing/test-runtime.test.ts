import { systemRuntime } from '../runtime.ts';
import type { Runtime } from '../runtime.ts';

/**
 * A runtime whose long timers only fire when the test says so, and whose short ones (waits between tries) fire at
 * once. `armed` resolves when a timer of exactly that length is running.
 */
export interface TestRuntime extends Runtime {
  readonly waits: number[];
  armed(ms: number): Promise<void>;
  fire(ms: number): void;
  advance(by: { wall?: number; monotonic?: number }): void;
  /** Timers that are still running: a leak if anything is left after a test. */
  running(): number[];
}

export function testRuntime(instant_below_ms = 2500): TestRuntime {
  const timers = new Set<{ ms: number; fire: () => void }>();
  const waiters: { ms: number; resolve: () => void }[] = [];
  const waits: number[] = [];
  let wall = Date.parse('2026-11-20T09:00:00.000Z');
  let monotonic = 1000;
  return {
    ...systemRuntime,
    waits,
    now: () => wall,
    monotonic: () => monotonic,
    random: () => 0.5,
    timer(ms, fire) {
      if (ms < instant_below_ms) {
        waits.push(ms);
        const handle = setImmediate(fire);
        return () => clearImmediate(handle);
      }
      const timer = { ms, fire };
      timers.add(timer);
      for (const waiter of waiters.splice(0)) {
        if (waiter.ms === ms) waiter.resolve();
        else waiters.push(waiter);
      }
      return () => timers.delete(timer);
    },
    armed(ms) {
      if ([...timers].some((timer) => timer.ms === ms)) return Promise.resolve();
      return new Promise((resolve) => {
        waiters.push({ ms, resolve });
      });
    },
    fire(ms) {
      const found = [...timers].find((timer) => timer.ms === ms);
      if (!found) throw new Error(`no timer of ${ms} ms is running`);
      timers.delete(found);
      found.fire();
    },
    advance(by) {
      wall += by.wall ?? 0;
      monotonic += by.monotonic ?? 0;
    },
    running: () => [...timers].map((timer) => timer.ms),
  };
}
