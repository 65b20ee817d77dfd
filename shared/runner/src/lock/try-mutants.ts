import { tryMutant } from '@iama/engine/lock/mutate/find-mutants';
import type { Mutant } from '@iama/engine/lock/mutate/mutant';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { Bench } from '../run/bench.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';

/** Tests that a fault is shown to. `steady` are the ids of those that passed every time on the unchanged code. */
export interface Net {
  readonly name: 'existing' | 'generated' | 'model';
  readonly discovered: DiscoveredSuite;
  /** Only these files; null for all of the suite. */
  readonly files: readonly string[] | null;
  readonly steady: ReadonlySet<string>;
  /** How long the unchanged code takes, in ms. */
  readonly usual_ms: number;
}

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

/** Try faults in the copy, one after the other. Every file is as it was when this returns or throws. */
export async function tryMutants(
  trial: MutantTrial,
): Promise<{ readonly tried: readonly TriedMutant[]; readonly out_of_time: boolean }> {
  const { bench, sample, textOf, netsOf, until, now } = trial;
  const tried: TriedMutant[] = [];
  for (const mutant of sample) {
    const { path } = mutant;
    const nets = netsOf(path);
    if (nets.length === 0) continue;
    if (now() + Math.max(...nets.map(({ usual_ms }) => usual_ms)) > until) return { tried, out_of_time: true };
    const mutated = tryMutant(textOf(path), mutant);
    if (mutated === null) continue;
    try {
      await bench.write(path, mutated);
      tried.push({ ...mutant, killed_by: await killersOf(trial, nets) });
    } finally {
      await bench.write(path, textOf(path));
    }
    trial.progress(`${path}: ${tried.length} faults tried, ${tried.filter(isKilled).length} noticed`);
  }
  return { tried, out_of_time: false };
}

export function isKilled({ killed_by }: TriedMutant): boolean {
  return killed_by.length > 0;
}

/** All nets at once: each is judged by itself, and two cores are rarely busy with one run. */
async function killersOf(trial: MutantTrial, nets: readonly Net[]): Promise<TriedMutant['killed_by']> {
  const noticed = await Promise.all(nets.map(async (net) => ((await notices(trial, net)) ? [net.name] : [])));
  return [...new Set(noticed.flat())];
}

async function notices({ bench, slow_least_ms }: MutantTrial, net: Net): Promise<boolean> {
  const { discovered, files, steady, usual_ms } = net;
  const timeout_ms = Math.max(slow_least_ms, usual_ms * SLOW_FACTOR);
  const { run } = await bench.run(discovered, { timeout_ms, ...(files ? { files } : {}) });
  return isNoticed(run, steady);
}

/** Something that always passed does not pass now. */
function isNoticed(run: SuiteRun, steady: ReadonlySet<string>): boolean {
  if (steady.size === 0) return false;
  const passing = new Set(run.cases.flatMap((each) => (each.status === 'passed' ? [each.id] : [])));
  return [...steady].some((id) => !passing.has(id));
}
