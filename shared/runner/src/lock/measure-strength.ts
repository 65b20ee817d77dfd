import { findMutants } from '@iama/engine/lock/mutate/find-mutants';
import { sampleMutants } from '@iama/engine/lock/mutate/sample-mutants';
import type { Span } from '@iama/engine/syntax/node';
import type { Bench } from '../run/bench.ts';
import { isKilled, tryMutants } from './try-mutants.ts';
import type { Net } from './net.ts';
import type { TriedMutant } from './try-mutants.ts';

/** So much longer than usual is an answer too. */
const SLOW_LEAST_MS = 5000;

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

/**
 * Put one small fault after another into the target, in the copy, and see which tests notice. The target is as it was when
 * this returns or throws.
 */
export async function measureStrength(request: StrengthRequest): Promise<Strength> {
  const { bench, path, text, nets, budget_ms, now, progress } = request;
  const began = now();
  const all = findMutants(path, text, request.range);
  const { tried, out_of_time } = await tryMutants({
    bench,
    sample: sampleMutants(all, request.most),
    textOf: () => text,
    netsOf: () => nets,
    slow_least_ms: SLOW_LEAST_MS,
    until: began + budget_ms,
    now,
    progress,
  });
  return summed(all.length, tried, Math.round(now() - began), out_of_time);
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
