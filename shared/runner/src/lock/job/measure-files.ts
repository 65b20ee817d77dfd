import type { FaultCounts, Survivor } from '@iama/contracts/test-run/lock';
import type { Patch } from '@iama/contracts/patch/patch';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { findMutants } from '@iama/engine/lock/mutate/find-mutants';
import type { Mutant } from '@iama/engine/lock/mutate/mutant';
import { sampleMutants } from '@iama/engine/lock/mutate/sample-mutants';
import { testsReaching } from '@iama/engine/context/tests-reaching';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { Bench } from '../../run/bench.ts';
import { existingNets } from '../existing-nets.ts';
import type { ExistingTests } from '../existing-nets.ts';
import { isKilled, tryMutants } from '../try-mutants.ts';
import type { Net } from '../net.ts';
import type { TriedMutant } from '../try-mutants.ts';
import type { RanModelTests } from './model-tests.ts';
import { standingNets } from './standing-nets.ts';
import { timeBox, TimeUp } from './time-box.ts';
import type { PinnedPath } from './write-together.ts';

export interface MeasureRequest {
  readonly bench: Bench;
  readonly tree: SourceTree;
  /** The files whose faults count. */
  readonly paths: readonly string[];
  readonly patch: Patch;
  readonly existing: ExistingTests;
  readonly pinned: readonly PinnedPath[];
  /** Tests that a model wrote; which files they reach is not asked. */
  readonly by_model: Pick<RanModelTests, 'tests' | 'nets'> | null;
  /** The written tests beside each other, on the unchanged code. */
  readonly written_runs: readonly SuiteRun[];
  /** Goes over every line that is told, before it is cut short. */
  readonly mask: (text: string) => string;
  readonly until: number;
  readonly now: () => number;
  readonly progress: (line: string) => void;
}

export interface Measured {
  readonly faults: FaultCounts;
  readonly survivors: readonly Survivor[];
}

/** Enough to tell a strong net from a weak one; `iama lock` tries more. */
const MOST_MUTANTS = 16;
const MOST_SURVIVORS = 50;
/** What does not come to an end costs time that other faults then lack. */
const SLOW_LEAST_MS = 2000;

/**
 * Put faults into what stays of the files that a plan changes, and see which tests notice. What the plan takes out or replaces is
 * no place for them: nothing of it is there to be held.
 */
export async function measureFiles(request: MeasureRequest): Promise<Measured> {
  const { bench, tree, paths, patch, pinned, mask, until, now, progress } = request;
  const all = paths.flatMap((path) => mutantsOf(tree, patch, path, mask));
  const written = [...pinned.map((each) => each.written), ...(request.by_model?.tests ?? [])];
  for (const { path, text } of written) await bench.write(path, text);
  try {
    const nets = await netsThatStand(request);
    const { tried, out_of_time } = await tryMutants({
      bench,
      sample: sampleMutants(all, MOST_MUTANTS),
      textOf: (path) => tree.files.get(path) ?? '',
      netsOf: (path) => nets.get(path) ?? [],
      slow_least_ms: SLOW_LEAST_MS,
      until,
      now,
      progress,
    });
    return counted(all.length, tried, out_of_time, request.by_model !== null);
  } catch (error) {
    if (error instanceof TimeUp) return counted(all.length, [], true, request.by_model !== null);
    throw error;
  } finally {
    for (const { path } of written) await bench.remove(path);
  }
}

function mutantsOf(tree: SourceTree, patch: Patch, path: string, mask: MeasureRequest['mask']): readonly Mutant[] {
  const edits = patch.files.find((file) => file.path === path)?.edits.filter(({ start, end }) => end > start) ?? [];
  return findMutants(path, tree.files.get(path) ?? '', undefined, mask).filter((mutant) =>
    edits.every(({ start, end }) => mutant.end <= start || mutant.start >= end),
  );
}

/** Beside a model's files, which do what they like, each net is asked once more. */
async function netsThatStand(request: MeasureRequest): Promise<ReadonlyMap<string, readonly Net[]>> {
  const { bench, paths, by_model, until, now } = request;
  const nets = new Map(paths.map((path) => [path, netsFor(request, path)]));
  if (by_model === null || by_model.tests.length === 0) return nets;
  return await standingNets(timeBox(bench, until, now), nets, SLOW_LEAST_MS);
}

function netsFor({ tree, existing, pinned, by_model, written_runs }: MeasureRequest, path: string): readonly Net[] {
  const reaching = testsReaching(tree, path);
  const own = pinned.filter((each) => each.path === path);
  const generated = own.flatMap(({ written }): readonly Net[] => {
    const run = written_runs.find(({ suite_id }) => suite_id === written.suite.id);
    const steady = run?.cases.flatMap(({ id, file }) => (file === written.path ? [id] : [])) ?? [];
    if (!run || steady.length === 0) return [];
    const discovered = { suite: written.suite, line: written.line };
    const usual_ms = run.duration_ms / Math.max(1, pinned.length);
    return [{ name: 'generated', discovered, files: [written.path], steady: new Set(steady), usual_ms }];
  });
  return [...generated, ...(by_model?.nets ?? []), ...existingNets(existing, reaching)];
}

function counted(possible: number, tried: readonly TriedMutant[], out_of_time: boolean, has_model: boolean): Measured {
  const survivors = tried.filter((each) => !isKilled(each)).slice(0, MOST_SURVIVORS);
  return {
    faults: {
      possible,
      tried: tried.length,
      noticed: tried.filter(isKilled).length,
      noticed_by_written: tried.filter(({ killed_by }) => killed_by.some((name) => name !== 'existing')).length,
      ...(has_model && { noticed_by_model: tried.filter(({ killed_by }) => killed_by.includes('model')).length }),
      out_of_time,
    },
    survivors: survivors.map(({ path, line, kind, words }) => ({ path, line, kind, words: words.slice(0, 1000) })),
  };
}
