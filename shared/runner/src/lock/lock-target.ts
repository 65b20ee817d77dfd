import { performance } from 'node:perf_hooks';
import type { Target } from '@iama/contracts/workspace/target';
import { isTest } from '@iama/engine/context/is-test';
import { classifyFailures } from '@iama/engine/lock/classify-failure';
import type { ClassifiedFailure } from '@iama/engine/lock/classify-failure';
import { lockLanguageOf } from '@iama/engine/lock/lock-language';
import { findFlaky } from '@iama/engine/lock/find-flaky';
import type { FlakyTest, Steadiness } from '@iama/engine/lock/find-flaky';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { Seal } from '@iama/engine/lock/seal/seal';
import { testsReaching } from '@iama/engine/context/tests-reaching';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { RunnerError } from '../errors/runner-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import type { Confinement } from '../sandbox/confinement.ts';
import { throwawayGate } from '../secrets/throwaway-gate.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import { findMissingTools } from '../tests-discovery/find-missing-tools.ts';
import { readTree } from '../workspace/read-tree.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openBench } from '../run/bench.ts';
import type { Bench } from '../run/bench.ts';
import { existingNets } from './existing-nets.ts';
import { makeSeal } from './make-seal.ts';
import { measureStrength } from './measure-strength.ts';
import type { Strength } from './measure-strength.ts';
import type { Net } from './net.ts';
import { pinFile } from './pin-file.ts';
import type { PinnedFile } from './pin-file.ts';
import { rangeOfSymbol } from './range-of-symbol.ts';
import { testPlaceFor } from './test-place.ts';
import type { TestPlace } from './place.ts';

export interface LockRequest {
  readonly workspace: Workspace;
  readonly target: Target;
  readonly confinement: Confinement;
  /** How often the existing tests and the written ones are run on the unchanged code. */
  readonly runs: number;
  /** For each run of a suite. */
  readonly timeout_ms: number;
  /** For the strength of each file. */
  readonly budget_ms: number;
  readonly most_mutants: number;
  readonly most_per_function: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

export interface LockedFile {
  readonly pinned: PinnedFile;
  /** Where its tests stand, and how they are run. */
  readonly place: TestPlace;
  readonly strength: Strength;
}

/** What pins the target's behaviour, and how well. */
export interface LockReport {
  readonly target: Target;
  readonly confinement: Confinement;
  readonly baseline: {
    readonly runs: number;
    readonly suites: readonly SuiteRun[];
    readonly steady: number;
    readonly flaky: readonly FlakyTest[];
    readonly failing: readonly string[];
    /** What took too long, by suite or test. */
    readonly timeouts: readonly ClassifiedFailure[];
  };
  readonly files: readonly LockedFile[];
  /** Files of the target that could not be pinned, and suites that could not be run, by their ids; with the reason. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly seal: Seal;
  readonly tool_versions: Readonly<Record<string, string>>;
  readonly duration_ms: number;
}

const MOST_FILES = 20;

/** Pin what a target does today and measure how good the pin is. Nothing is written into the workspace. */
export async function lockTarget(request: LockRequest): Promise<LockReport> {
  const began = performance.now();
  const { workspace, target, confinement, signal } = request;
  const { tree, listing } = await readTree(workspace, signal);
  const paths = filesOf(tree, target);
  const found = discoverSuites(tree, target.path);
  const missing = await findMissingTools(workspace.root, found);
  const lacking = new Set(missing.map(({ suite }) => suite.id));
  const suites = found.filter(({ suite }) => !lacking.has(suite.id));
  const bench = await openBench({
    workspace,
    suites: suites.map(({ suite }) => suite),
    gate: throwawayGate(),
    signal,
    confinement,
  });
  try {
    const baseline = await runBaseline(bench, suites, request);
    const files: LockedFile[] = [];
    const skipped = missing.map(({ suite, tool, next }) => ({
      path: suite.id,
      reason: `Its tests were not run: ${tool} is not on this machine. ${next}`,
    }));
    for (const path of paths) {
      throwIfCancelled(signal);
      try {
        files.push(await lockFile(request, { bench, tree, suites, baseline }, path));
      } catch (error) {
        if (!(error instanceof RunnerError) || error.code === 'CANCELLED') throw error;
        skipped.push({ path, reason: error.message });
      }
    }
    return {
      target,
      confinement,
      baseline: {
        runs: request.runs,
        suites: baseline.last,
        steady: baseline.steady.size,
        flaky: baseline.flaky,
        failing: baseline.failing,
        timeouts: timeoutsIn(baseline.last),
      },
      files,
      skipped,
      seal: await makeSeal(workspace, listing.files, suites, baseline.last, baseline.steady),
      tool_versions: bench.tool_versions,
      duration_ms: Math.round(performance.now() - began),
    };
  } finally {
    await bench.close();
  }
}

function timeoutsIn(runs: readonly SuiteRun[]): readonly ClassifiedFailure[] {
  return runs.flatMap(classifyFailures).filter(({ failure_class }) => failure_class === 'TIMEOUT_EXECUTION');
}

function filesOf(tree: SourceTree, target: Target): readonly string[] {
  const paths = [...tree.files.keys()].filter(
    (path) => isInTarget(target, path) && lockLanguageOf(path) !== null && !isTest(path),
  );
  if (paths.length > 0) return paths.slice(0, MOST_FILES);
  throw new RunnerError(
    'TARGET_NOT_FOUND',
    `${target.path} holds no JavaScript, TypeScript or Python whose behaviour could be pinned.`,
    'Name a source file, or a folder of them.',
  );
}

type Baseline = Steadiness & { readonly last: readonly SuiteRun[] };

async function runBaseline(
  bench: Bench,
  suites: readonly DiscoveredSuite[],
  { runs, timeout_ms, progress }: LockRequest,
): Promise<Baseline> {
  const all: SuiteRun[][] = [];
  for (let number = 1; number <= runs && suites.length > 0; number += 1) {
    progress(`Existing tests, run ${number} of ${runs}`);
    const results: SuiteRun[] = [];
    for (const discovered of suites) results.push((await bench.run(discovered, { timeout_ms })).run);
    all.push(results);
  }
  return { ...findFlaky(all), last: all.at(-1) ?? [] };
}

interface Surroundings {
  readonly bench: Bench;
  readonly tree: SourceTree;
  readonly suites: readonly DiscoveredSuite[];
  readonly baseline: Baseline;
}

async function lockFile(request: LockRequest, around: Surroundings, path: string): Promise<LockedFile> {
  const { bench, tree, suites } = around;
  const { timeout_ms, runs, progress, most_per_function } = request;
  const reaching = testsReaching(tree, path);
  const place = testPlaceFor(tree, path, suites, reaching);
  const [lack] = await findMissingTools(request.workspace.root, [place.discovered]);
  if (lack)
    throw new RunnerError('TARGET_NOT_LOADABLE', `${lack.tool} is not on this machine. ${lack.next}`, lack.next);
  const symbol = request.target.kind === 'symbol' ? request.target.symbol : null;
  const pinned = await pinFile({ bench, tree, path, symbol, place, runs, timeout_ms, most_per_function, progress });
  const text = tree.files.get(path) ?? '';
  const generated = pinned.tests === null ? [] : [await generatedNet(bench, place, timeout_ms)];
  // The written file must not count as one of the existing tests.
  const existing = existingNets({ suites, last: around.baseline.last, steady: around.baseline.steady }, reaching);
  if (pinned.tests && existing.some(({ files }) => files === null))
    progress(`${path}: no test file is known to reach it`);
  const range = symbol === null ? null : rangeOfSymbol(path, text, symbol);
  const strength = await measureStrength({
    bench,
    path,
    text,
    ...(range ? { range } : {}),
    nets: [...generated, ...existing],
    most: request.most_mutants,
    budget_ms: request.budget_ms,
    now: () => performance.now(),
    progress,
  });
  if (pinned.tests) await bench.remove(place.path);
  return { pinned, place, strength };
}

async function generatedNet(bench: Bench, place: TestPlace, timeout_ms: number): Promise<Net> {
  const { run } = await bench.run(place.discovered, { files: [place.path], timeout_ms });
  const steady = new Set(run.cases.flatMap((each) => (each.status === 'passed' ? [each.id] : [])));
  return { name: 'generated', discovered: place.discovered, files: [place.path], steady, usual_ms: run.duration_ms };
}
