import { setTimeout as pause } from 'node:timers/promises';

/** In which everything is promised to be reached. */
export const PROMISED_MS = 5000;
/** After that a drill does not wait any longer. */
const GIVE_UP_MS = 15_000;
const LOOK_MS = 50;

export interface Reach {
  readonly what: string;
  /** Milliseconds since the switch; null when it was not reached at all. */
  readonly ms: number | null;
}

export function escaped({ ms }: Reach): boolean {
  return ms === null || ms > PROMISED_MS;
}

/** Each of these is waited for at once. */
export function measureReach(
  flipped_at: number,
  reached: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>>,
): Promise<Reach[]> {
  const signal = AbortSignal.timeout(GIVE_UP_MS);
  const gone = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  return Promise.all(
    Object.entries(reached).map(async ([what, wait]) => {
      const at = wait(signal).then(
        () => performance.now() - flipped_at,
        () => null,
      );
      return { what, ms: await Promise.race([at, gone]) };
    }),
  );
}

/** Looks until it holds. */
export async function until(signal: AbortSignal, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(LOOK_MS, undefined, { signal });
}

/** One line each, and what it comes to. */
export function reachTable(reaches: readonly Reach[]): string[] {
  const width = Math.max(...reaches.map(({ what }) => what.length));
  const lines = reaches.map((reach) => {
    const time = reach.ms === null ? 'not at all' : `${Math.round(reach.ms)} ms`;
    return `${reach.what.padEnd(width)}  ${time.padStart(10)}  ${escaped(reach) ? 'ESCAPED' : 'reached'}`;
  });
  const out = reaches.filter(escaped);
  const seconds = PROMISED_MS / 1000;
  const verdict =
    out.length === 0
      ? `All ${reaches.length} were reached within ${seconds} s.`
      : `${out.length} of ${reaches.length} escaped for more than ${seconds} s: ${out.map(({ what }) => what).join('; ')}.`;
  return [...lines, verdict];
}
