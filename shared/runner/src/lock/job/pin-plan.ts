import { performance } from 'node:perf_hooks';
import type { LockFacts, LockOrder } from '@iama/contracts/test-run/lock';
import type { Patch } from '@iama/contracts/patch/patch';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { testsReaching } from '@iama/engine/context/tests-reaching';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { Bench } from '../../run/bench.ts';
import { sha256 } from '../../workspace/sha256.ts';
import type { ExistingTests } from '../existing-nets.ts';
import { testPlaceFor } from '../test-place.ts';
import type { TestPlace } from '../place.ts';
import type { BlackBoxNet } from './black-box-net.ts';
import { filesToPin, loadedAnew, mayOfferLess } from './files-to-pin.ts';
import type { WrittenTest } from './lock-record.ts';
import { measureFiles } from './measure-files.ts';
import { offersAfter } from './offers-after.ts';
import type { RanModelTests } from './model-tests.ts';
import { observeFiles } from './observe-files.ts';
import { timeBox, TimeUp } from './time-box.ts';
import { writeTogether } from './write-together.ts';
import type { PinnedPath, WrittenTogether } from './write-together.ts';

export interface PinPlanRequest {
  readonly bench: Bench;
  readonly tree: SourceTree;
  readonly order: LockOrder;
  /** What the plan would make of the code as it is. */
  readonly patch: Patch;
  readonly existing: ExistingTests;
  /** Tests that a model wrote: they notice faults as well. */
  readonly by_model: Pick<RanModelTests, 'tests' | 'nets'> | null;
  readonly timeout_ms: number;
  readonly mask: (text: string) => string;
  readonly progress: (line: string) => void;
}

export interface PinnedPlan {
  readonly facts: Pick<LockFacts, 'pinned' | 'not_pinned' | 'none_because' | 'faults' | 'survivors' | 'black_box'>;
  readonly tests: readonly WrittenTest[];
  readonly runs: readonly SuiteRun[];
  /** Where programs are asked instead. */
  readonly black_box?: BlackBoxNet;
}

/** After this part of the time, tests that have passed once are not run again. */
const HURRY_SHARE = 0.3;

export const NOTHING_TRIED = { possible: 0, tried: 0, noticed: 0, noticed_by_written: 0, out_of_time: false };

/** Pin what the files of a plan do, and measure what the tests notice, within the order's time. */
export async function pinPlan(request: PinPlanRequest): Promise<PinnedPlan> {
  const { bench, tree, order, patch, existing, timeout_ms, progress } = request;
  const now = (): number => performance.now();
  const began = now();
  // Tests are worth more than their measure: they may take all of the time, and faults are tried in what is left.
  const until = began + order.budget_ms;
  const chosen = filesToPin(tree, order.plan.recipe_id, patch);
  const pinning = { ...request, bench: timeBox(bench, until, now) };
  const inAHurry = (): boolean => now() - began > order.budget_ms * HURRY_SHARE;
  const { pinned, not_pinned, runs } = await writeInTime(pinning, chosen.paths, inAHurry);
  const measured = await measureFiles({
    bench,
    tree,
    paths: chosen.paths,
    patch,
    existing: await stillSteady(timeBox(bench, until, now), existing, timeout_ms),
    pinned,
    by_model: request.by_model,
    written_runs: runs,
    mask: request.mask,
    until,
    now,
    progress,
  });
  const left = [...chosen.not_pinned, ...not_pinned];
  return {
    facts: {
      pinned: pinned.map(factsOf),
      not_pinned: left,
      none_because: pinned.length > 0 ? null : whyNone(chosen.paths.length, left.length),
      faults: measured.faults,
      survivors: [...measured.survivors],
    },
    tests: pinned.map(({ written }) => written),
    runs,
  };
}

/** A test that needs the network, or writes elsewhere, does not pass held in; it must not count as one that notices a fault. */
async function stillSteady(bench: Bench, existing: ExistingTests, timeout_ms: number): Promise<ExistingTests> {
  const last: SuiteRun[] = [];
  try {
    for (const discovered of existing.suites) last.push((await bench.run(discovered, { timeout_ms })).run);
  } catch (error) {
    if (!(error instanceof TimeUp)) throw error;
    return { suites: [], last: [], steady: new Set() };
  }
  const passing = new Set(
    last.flatMap(({ cases }) => cases.flatMap((each) => (each.status === 'passed' ? [each.id] : []))),
  );
  return { ...existing, last, steady: new Set([...existing.steady].filter((id) => passing.has(id))) };
}

/** All of the files, or none: their tests are written together. */
async function writeInTime(
  request: PinPlanRequest,
  paths: readonly string[],
  inAHurry: () => boolean,
): Promise<WrittenTogether> {
  const { bench, tree, order, patch, existing, timeout_ms, mask, progress } = request;
  const { recipe_id, target } = order.plan;
  const places = placesFor(tree, paths, existing);
  const symbol = target.kind === 'symbol' ? { path: target.path, name: target.symbol } : null;
  try {
    progress(`Pinning what ${paths.length} files do`);
    const anew = loadedAnew(recipe_id, patch, paths);
    const other = new Map([...places].filter(([path]) => anew.has(path) || mayOfferLess(tree, patch, path)));
    const after = await offersAfter({ bench, tree, patch, places: other, anew, timeout_ms });
    const { files, not_pinned } = await observeFiles({ bench, tree, recipe_id, places, after, symbol, timeout_ms });
    const done = await writeTogether({ bench, tree, files, timeout_ms, mask, progress, inAHurry });
    return { ...done, not_pinned: [...not_pinned, ...done.not_pinned] };
  } catch (error) {
    if (!(error instanceof TimeUp)) throw error;
    return { pinned: [], not_pinned: paths.map((path) => ({ path, reason: error.message })), runs: [] };
  }
}

function placesFor(
  tree: SourceTree,
  paths: readonly string[],
  { suites }: ExistingTests,
): ReadonlyMap<string, TestPlace> {
  const taken = new Set(tree.paths);
  const places = new Map<string, TestPlace>();
  for (const path of paths) {
    const reaching = testsReaching(tree, path);
    const place = testPlaceFor(tree, path, suites, reaching, taken);
    taken.add(place.path);
    places.set(path, place);
  }
  return places;
}

function factsOf({ path, tests, tried, dropped, written }: PinnedPath): LockFacts['pinned'][number] {
  const reasons = Map.groupBy(dropped, ({ reason }) => reason);
  return {
    path,
    test_path: written.path,
    test_sha256: sha256(Buffer.from(written.text)),
    tests,
    calls_tried: tried,
    dropped: [...reasons].map(([reason, calls]) => ({ reason, count: calls.length })),
  };
}

function whyNone(paths: number, left: number): string {
  if (paths + left === 0)
    return 'The plan changes no JavaScript, TypeScript or Python whose behaviour could be pinned.';
  return 'None of the files that the plan changes could be pinned.';
}
