import { tryMutant } from '@iama/engine/lock/mutate/find-mutants';
import type { Mutant } from '@iama/engine/lock/mutate/mutant';
import type { Bench } from '../run/bench.ts';
import type { Net } from './net.ts';
import { netRuns } from './net-runs.ts';
import type { NetRuns } from './net-runs.ts';

export interface TriedMutant extends Mutant {
  readonly killed_by: readonly Net['name'][];
}

export interface MutantTrial {
  readonly bench: Bench;
  readonly sample: readonly Mutant[];
  /** The unchanged text of a file. */
  readonly textOf: (path: string) => string;
  /** The tests that a fault in a file is shown to; a fault that nobody looks at is not tried. */
  readonly netsOf: (path: string) => readonly Net[];
  /** A fault may make code run for ever: it is given up after so long, or several times the usual time. */
  readonly slow_least_ms: number;
  /** No fault is begun that is not likely to be through by then, by `now`. */
  readonly until: number;
  /** Milliseconds that only go up. */
  readonly now: () => number;
  readonly progress: (line: string) => void;
}

const SLOW_FACTOR = 4;
/** Of one net, before a faster way to run it pays. */
const FEWEST_RUNS = 4;

/** Try faults in the copy, one after the other. Every file is as it was when this returns or throws. */
export async function tryMutants(trial: MutantTrial): Promise<TriedMutants> {
  const runs = netRuns(trial.bench, isWorthIt(trial));
  try {
    return await tryInTime(trial, runs);
  } finally {
    await runs.close();
  }
}

export interface TriedMutants {
  readonly tried: readonly TriedMutant[];
  readonly out_of_time: boolean;
}

async function tryInTime(trial: MutantTrial, runs: NetRuns): Promise<TriedMutants> {
  const { bench, sample, textOf, netsOf, until, now } = trial;
  const tried: TriedMutant[] = [];
  for (const mutant of sample) {
    const { path } = mutant;
    const nets = netsOf(path);
    if (nets.length === 0) continue;
    const mutated = tryMutant(textOf(path), mutant);
    if (mutated === null) continue;
    for (const net of nets) await runs.prepare(net);
    if (now() + Math.max(...nets.map((net) => runs.usualOf(net))) > until) return { tried, out_of_time: true };
    try {
      await bench.write(path, mutated);
      tried.push({ ...mutant, killed_by: await killersOf(trial, runs, nets) });
    } finally {
      await bench.write(path, textOf(path));
    }
    trial.progress(`${path}: ${tried.length} faults tried, ${tried.filter(isKilled).length} noticed`);
  }
  return { tried, out_of_time: false };
}

/** Enough faults are left for it, and enough time to find a faster way and use it. */
function isWorthIt({ sample, netsOf, until, now }: MutantTrial): (net: Net) => boolean {
  return (net) =>
    now() + FEWEST_RUNS * net.usual_ms < until &&
    sample.filter(({ path }) => netsOf(path).includes(net)).length >= FEWEST_RUNS;
}

export function isKilled({ killed_by }: TriedMutant): boolean {
  return killed_by.length > 0;
}

/** All nets at once: each is judged by itself, and two cores are rarely busy with one run. */
async function killersOf(
  { slow_least_ms }: MutantTrial,
  runs: NetRuns,
  nets: readonly Net[],
): Promise<TriedMutant['killed_by']> {
  const noticed = await Promise.all(
    nets.map(async (net) => {
      const isNoticed = await runs.notices(net, Math.max(slow_least_ms, net.usual_ms * SLOW_FACTOR));
      return isNoticed ? [net.name] : [];
    }),
  );
  return [...new Set(noticed.flat())];
}
