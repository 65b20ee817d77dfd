import type { TestCase } from '@iama/contracts/test-run/test-run';
import type { Bench } from '../run/bench.ts';
import type { WarmSuite } from '../run/warm/open-warm-suite.ts';
import type { Net } from './net.ts';

/** Runs the tests of nets on what the copy holds. */
export interface NetRuns {
  /** Look for a faster way to run a net, while the copy holds no fault. */
  prepare(net: Net): Promise<void>;
  /** Whether a test that is steady does not pass now. A run that takes longer than `timeout_ms` is given up. */
  notices(net: Net, timeout_ms: number): Promise<boolean>;
  /** How long a run takes where there is no fault, in ms. */
  usualOf(net: Net): number;
  /** Whether a faster way was found, and is still there. */
  isFast(net: Net): boolean;
  close(): Promise<void>;
}

interface Fast {
  readonly suite: WarmSuite;
  readonly usual_ms: number;
}

/**
 * A fast way counts only where all that is steady passes by it too. One that is gone in the midst is not missed: its net is then run as
 * it is without. `isWorthIt`: a fast way takes about two runs to find.
 */
export function netRuns(bench: Bench, isWorthIt: (net: Net) => boolean): NetRuns {
  const fast = new Map<Net, Fast | null>();
  return {
    async prepare(net) {
      if (!fast.has(net) && isWorthIt(net)) fast.set(net, await findFast(bench, net));
    },
    async notices(net, timeout_ms) {
      if (net.steady.size === 0) return false;
      const found = fast.get(net);
      const noticed = found ? await noticesFast(found.suite, net, timeout_ms) : null;
      if (noticed !== null) return noticed;
      if (found) await drop(fast, net, found);
      return isNoticed(net, (await bench.run(net.discovered, optionsOf(net, timeout_ms))).run.cases);
    },
    usualOf: (net) => fast.get(net)?.usual_ms ?? net.usual_ms,
    isFast: (net) => Boolean(fast.get(net)),
    async close() {
      for (const [net, found] of fast) if (found) await drop(fast, net, found);
    },
  };
}

async function drop(fast: Map<Net, Fast | null>, net: Net, { suite }: Fast): Promise<void> {
  fast.set(net, null);
  await suite.close();
}

/** One failure is enough, when it is one that counts. Null when the suite is gone. */
async function noticesFast(suite: WarmSuite, net: Net, timeout_ms: number): Promise<boolean | null> {
  const run = await suite.run(timeout_ms, { to_first_failure: true });
  if (!run) return null;
  const failed = run.cases.filter(({ status }) => status === 'failed');
  if (failed.some(({ id }) => net.steady.has(id))) return true;
  if (failed.length === 0) return isNoticed(net, run.cases);
  const whole = await suite.run(timeout_ms);
  return whole && isNoticed(net, whole.cases);
}

function isNoticed({ steady }: Net, cases: readonly TestCase[]): boolean {
  const passing = new Set(cases.flatMap(({ id, status }) => (status === 'passed' ? [id] : [])));
  return [...steady].some((id) => !passing.has(id));
}

const START_FACTOR = 4;
const START_LEAST_MS = 5000;

async function findFast(bench: Bench, net: Net): Promise<Fast | null> {
  const timeout_ms = Math.max(START_LEAST_MS, net.usual_ms * START_FACTOR);
  const suite = await bench.warm(net.discovered, optionsOf(net, timeout_ms));
  if (!suite) return null;
  let found: Fast | null = null;
  try {
    const run = await suite.run(timeout_ms);
    if (run && !isNoticed(net, run.cases)) found = { suite, usual_ms: run.duration_ms };
  } finally {
    if (!found) await suite.close();
  }
  return found;
}

function optionsOf({ files }: Net, timeout_ms: number): { timeout_ms: number; files?: readonly string[] } {
  return { timeout_ms, ...(files ? { files } : {}) };
}
