import type { Bench } from '../../run/bench.ts';

/** There was not enough time; what was begun does not count. */
export class TimeUp extends Error {
  constructor() {
    super('The time for it was up.');
    this.name = 'TimeUp';
  }
}

/** A bench whose runs end by `until` (by `now`, in ms): one under way is cut off then. Its runs throw TimeUp. */
export function timeBox(bench: Bench, until: number, now: () => number): Bench {
  return {
    ...bench,
    async run(discovered, options) {
      const left = Math.floor(until - now());
      if (left <= 0) throw new TimeUp();
      const ran = await bench.run(discovered, { ...options, timeout_ms: Math.min(options.timeout_ms, left) });
      if (now() >= until) throw new TimeUp();
      return ran;
    },
  };
}
