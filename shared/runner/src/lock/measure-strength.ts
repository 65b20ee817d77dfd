import { findMutants, tryMutant } from '@iama/engine/lock/mutate/find-mutants';
import type { Mutant } from '@iama/engine/lock/mutate/mutant';
import { sampleMutants } from '@iama/engine/lock/mutate/sample-mutants';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { Span } from '@iama/engine/syntax/node';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import type { Bench } from './bench.ts';

/** Tests that a fault is shown to. `steady` are the ids of those that passed every time on the unchanged code. */
export interface Net {
  readonly name: 'existing' | 'generated';
  readonly discovered: DiscoveredSuite;
  /** Only these files; null for all of the suite. */
  readonly files: readonly string[] | null;
  readonly steady: ReadonlySet<string>;
  /** How long the unchanged code takes, in ms. */
  readonly usual_ms: number;
}

export interface TriedMutant extends Mutant {
  readonly killed_by: readonly ('existing' | 'generated')[];
}

/** `score` is killed / run, null when nothing was run. Each net is judged by itself too. */
export interface Strength {
  readonly found: number;
  readonly run: number;
  readonly killed: number;
  readonly killed_by_existing: number;
  readonly killed_by_generated: number;
  readonly score: number | null;
  readonly score_of_existing: number | null;
  readonly mutants: readonly TriedMutant[];
  readonly duration_ms: number;
  /** The time budget ended the sample before it was through. */
  readonly out_of_time: boolean;
}

export interface StrengthRequest {
  readonly bench: Bench;
  readonly path: string;
  readonly text: string;
  /** The part that will change; the whole file without. */
  readonly range?: Span;
  readonly nets: readonly Net[];
  readonly most: number;
  readonly budget_ms: number;
  /** For the budget: milliseconds that only go up. */
  readonly now: () => number;
  readonly progress: (line: string) => void;
}

/** A fault may make code run for ever; so much longer than usual is an answer. */
const SLOW_FACTOR = 4;
const SLOW_LEAST_MS = 5000;

/**
 * Put one small fault after another into the target, in the copy, and see which tests notice. The target is as it was when
 * this returns or throws.
 */
export async function measureStrength(request: StrengthRequest): Promise<Strength> {
  const { bench, path, text, nets, budget_ms, now } = request;
  const began = now();
  const all = findMutants(path, text, request.range);
  const sample = sampleMutants(all, request.most);
  const tried: TriedMutant[] = [];
  let out_of_time = false;
  try {
    for (const mutant of nets.length === 0 ? [] : sample) {
      if (now() - began > budget_ms) {
        out_of_time = true;
        break;
      }
      const mutated = tryMutant(text, mutant);
      if (mutated === null) continue;
      await bench.write(path, mutated);
      const noticed = await Promise.all(nets.map(async (net) => ((await notices(bench, net)) ? [net.name] : [])));
      tried.push({ ...mutant, killed_by: [...new Set(noticed.flat())] });
      request.progress(`${path}: ${tried.length} faults tried, ${tried.filter(isKilled).length} noticed`);
    }
  } finally {
    await bench.write(path, text);
  }
  return summed(all.length, tried, Math.round(now() - began), out_of_time);
}

async function notices(bench: Bench, { discovered, files, steady, usual_ms }: Net): Promise<boolean> {
  const timeout_ms = Math.max(SLOW_LEAST_MS, usual_ms * SLOW_FACTOR);
  const { run } = await bench.run(discovered, { timeout_ms, ...(files ? { files } : {}) });
  return isNoticed(run, steady);
}

/** Something that always passed does not pass now. */
export function isNoticed(run: SuiteRun, steady: ReadonlySet<string>): boolean {
  if (steady.size === 0) return false;
  const passing = new Set(run.cases.flatMap((each) => (each.status === 'passed' ? [each.id] : [])));
  return [...steady].some((id) => !passing.has(id));
}

function isKilled({ killed_by }: TriedMutant): boolean {
  return killed_by.length > 0;
}

function summed(found: number, mutants: readonly TriedMutant[], duration_ms: number, out_of_time: boolean): Strength {
  const by = (name: 'existing' | 'generated'): number =>
    mutants.filter(({ killed_by }) => killed_by.includes(name)).length;
  const killed = mutants.filter(isKilled).length;
  const share = (part: number): number | null => (mutants.length === 0 ? null : part / mutants.length);
  return {
    found,
    run: mutants.length,
    killed,
    killed_by_existing: by('existing'),
    killed_by_generated: by('generated'),
    score: share(killed),
    score_of_existing: share(by('existing')),
    mutants,
    duration_ms,
    out_of_time,
  };
}
