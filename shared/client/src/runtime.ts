/** The machine the client runs on: everything that is not a function of its arguments. Replace it in tests. */
export interface Runtime {
  readonly fetch: typeof fetch;
  /** Wall clock, milliseconds since 1970. Goes on while the machine sleeps. */
  now(): number;
  /** Milliseconds that only run forward. Stands still while the machine sleeps, on most systems. */
  monotonic(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  uuid(): string;
  /** Calls `fire` once after `ms`, unless the returned function is called before. */
  timer(ms: number, fire: () => void): () => void;
}

export const systemRuntime: Runtime = {
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  uuid: () => crypto.randomUUID(),
  timer(ms, fire) {
    const handle = setTimeout(fire, ms);
    return () => clearTimeout(handle);
  },
};

/** Resolves after `ms`, or at once when `signal` aborts; the caller looks at the signal. */
export function pause(runtime: Runtime, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = (): void => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = runtime.timer(ms, finish);
    signal?.addEventListener('abort', finish);
  });
}
