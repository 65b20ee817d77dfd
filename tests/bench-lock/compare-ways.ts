import { performance } from 'node:perf_hooks';
import { testsReaching } from '@iama/engine/context/tests-reaching';
import { findMutants, tryMutant } from '@iama/engine/lock/mutate/find-mutants';
import { sampleMutants } from '@iama/engine/lock/mutate/sample-mutants';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { existingNets } from '@iama/runner/lock/existing-nets';
import { netRuns } from '@iama/runner/lock/net-runs';
import type { Net } from '@iama/runner/lock/net';
import { openBench } from '@iama/runner/run/bench';
import type { Bench } from '@iama/runner/run/bench';
import { findConfinement } from '@iama/runner/sandbox/find-confinement';
import { throwawayGate } from '@iama/runner/secrets/throwaway-gate';
import { discoverSuites } from '@iama/runner/tests-discovery/discover-suites';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { readTree } from '@iama/runner/workspace/read-tree';
import { faultyFiles } from './faulty-files.ts';

export interface WaysOrder {
  /** A library with tests of its own. Nothing in it is changed. */
  readonly folder: string;
  readonly most_files: number;
  readonly most_mutants: number;
  readonly signal: AbortSignal;
}

/** What two ways of running the same tests said of the same faults, and how long each took for all of them, in ms. */
export interface ComparedWays {
  readonly path: string;
  readonly faults: number;
  /** Faults that only one of them noticed, described. */
  readonly differing: readonly string[];
  readonly plain_ms: number;
  readonly warm_ms: number;
  /** What it took before the first fault could be shown the faster way. */
  readonly ready_ms: number;
}

const PATIENT_MS = 120_000;
const SLOW_LEAST_MS = 2000;

/** Show the faults of a library to its own tests both ways: started anew, and forked. Files that no faster way is found for are left out. */
export async function compareWays({
  folder,
  most_files,
  most_mutants,
  signal,
}: WaysOrder): Promise<readonly ComparedWays[]> {
  const workspace = await openFolder(folder, folder);
  const { tree } = await readTree(workspace, signal);
  const suites = discoverSuites(tree);
  const confinement = await findConfinement();
  const bench = await openBench({
    workspace,
    suites: suites.map(({ suite }) => suite),
    gate: throwawayGate(),
    signal,
    confinement,
  });
  try {
    const last = [];
    for (const each of suites) last.push((await bench.run(each, { timeout_ms: PATIENT_MS })).run);
    const passing = last.flatMap(({ cases }) => cases.flatMap(({ id, status }) => (status === 'passed' ? [id] : [])));
    const compared: ComparedWays[] = [];
    for (const path of faultyFiles(tree).slice(0, most_files)) {
      const [net] = existingNets({ suites, last, steady: new Set(passing) }, testsReaching(tree, path));
      const done = net && (await compareOn(bench, tree, path, net, most_mutants));
      if (done) compared.push(done);
    }
    return compared;
  } finally {
    await bench.close();
  }
}

async function compareOn(
  bench: Bench,
  tree: SourceTree,
  path: string,
  net: Net,
  most_mutants: number,
): Promise<ComparedWays | null> {
  const text = tree.files.get(path) ?? '';
  const [plain, warm] = [netRuns(bench, () => false), netRuns(bench, () => true)];
  try {
    const began = performance.now();
    await warm.prepare(net);
    const ready_ms = performance.now() - began;
    if (!warm.isFast(net)) return null;
    const differing: string[] = [];
    let [faults, plain_ms, warm_ms] = [0, 0, 0];
    for (const mutant of sampleMutants(findMutants(path, text), most_mutants)) {
      const mutated = tryMutant(text, mutant);
      if (mutated === null) continue;
      await bench.write(path, mutated);
      const timeout_ms = Math.max(SLOW_LEAST_MS, net.usual_ms * 4);
      const start = performance.now();
      const by_plain = await plain.notices(net, timeout_ms);
      const between = performance.now();
      const by_warm = await warm.notices(net, timeout_ms);
      [faults, plain_ms, warm_ms] = [faults + 1, plain_ms + between - start, warm_ms + performance.now() - between];
      if (by_plain !== by_warm)
        differing.push(`line ${mutant.line} noticed ${by_plain ? 'the plain way' : 'when warm'} only: ${mutant.words}`);
    }
    // It counts only if it was there to the end.
    return warm.isFast(net) ? { path, faults, differing, plain_ms, warm_ms, ready_ms } : null;
  } finally {
    await bench.write(path, text);
    await warm.close();
  }
}
