import { performance } from 'node:perf_hooks';
import type { LockFacts, LockOrder } from '@iama/contracts/test-run/lock';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { asDiskError } from '../../errors/disk-error.ts';
import { RunnerError } from '../../errors/runner-error.ts';
import { openBench } from '../../run/bench.ts';
import type { Bench } from '../../run/bench.ts';
import { findSuites, runSuites, totalsOf } from '../../run/run-suites.ts';
import type { Confinement } from '../../sandbox/confinement.ts';
import type { WorkspaceTree } from '../../workspace/read-tree.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { WrittenTests } from '@iama/contracts/test-run/written-tests';
import type { DiscoveredSuite } from '../../tests-discovery/discovered-suite.ts';
import { makeSeal } from '../make-seal.ts';
import { pinBlackBox } from './pin-black-box.ts';
import { CANNOT_HOLD, confinementForCalls, heldIn } from './held-in.ts';
import type { LockRecord } from './lock-record.ts';
import { runModelTests } from './model-tests.ts';
import type { RanModelTests } from './model-tests.ts';
import { NOTHING_TRIED, pinPlan } from './pin-plan.ts';
import type { PinnedPlan } from './pin-plan.ts';
import { runRounds } from './run-rounds.ts';
import type { Rounds } from './run-rounds.ts';

export interface JobLockRequest {
  readonly workspace: Workspace;
  /** The workspace as read just now. */
  readonly read: WorkspaceTree;
  readonly suites: readonly TestSuite[];
  readonly order: LockOrder;
  /** What the plan would make of the code as it is; asked for once, while the tests run. */
  readonly planned: () => Promise<Patch>;
  /** Tests that a model wrote, secrets in place; they run after the existing ones. */
  readonly written?: WrittenTests;
  /** For each suite. */
  readonly timeout_ms: number;
  /** Holds every run in; without it only calls with made-up inputs and code with faults in it are held, as this machine can. */
  readonly confinement?: Confinement;
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** A baseline, and what the runs after it are held to. The record's hash is still missing in `lock`. */
export interface LockedJob {
  readonly run: TestRun;
  readonly lock: Omit<LockFacts, 'seal'>;
  readonly record: LockRecord;
}

/**
 * Run a baseline several times, pin what its tests leave open, and seal both. Nothing is written into the workspace; the copy and
 * every process are gone when this returns or throws. Throws DISK_FULL, COPY_FAILED, CANCELLED.
 */
export async function lockJob(request: JobLockRequest): Promise<LockedJob> {
  const { workspace, suites, gate, signal, order, confinement } = request;
  const began = performance.now();
  let bench: Bench | null = null;
  try {
    bench = await openBench({ workspace, suites, gate, signal, ...(confinement && { confinement }) });
    return await lockIn(bench, request, began);
  } catch (error) {
    throw asDiskError(error, `the copy of the workspace for ${order.runs} runs`);
  } finally {
    await bench?.close();
  }
}

async function lockIn(bench: Bench, request: JobLockRequest, began: number): Promise<LockedJob> {
  const { read, suites, order, timeout_ms, signal, progress } = request;
  const { tree } = read;
  let planned: Promise<Patch> | null = null;
  let once_ms = 0;
  const rounds = await runRounds(
    suites.length === 0 ? 1 : order.runs,
    async () => {
      // The plan is computed in a thread of its own while the tests run again; who waits for it sees its error.
      if (once_ms > 0 && order.budget_ms > 0 && order.mode !== 'black_box' && planned === null)
        planned = quietly(request.planned());
      const run = async (discovered: Parameters<Bench['run']>[0]) => (await bench.run(discovered, { timeout_ms })).run;
      const runs = await runSuites({ tree, suites, run, signal, progress });
      once_ms ||= performance.now() - began;
      return runs;
    },
    progress,
  );
  const found = findSuites(tree, suites);
  const sealed = suites.flatMap(({ id }) => found.get(id) ?? []);
  const by_model = await runModels(bench, request, rounds, sealed);
  const pinned = await pin(bench, request, rounds, by_model, () => planned ?? request.planned());
  await quietly(planned ?? Promise.resolve()).catch(() => undefined);
  const seal = await makeSeal(request.workspace, read.listing.files, sealed, rounds.runs, rounds.steady);
  return {
    run: {
      phase: 'baseline',
      suites: [...rounds.runs],
      totals: totalsOf(rounds.runs),
      duration_ms: Math.round(once_ms),
      tool_versions: { ...bench.tool_versions },
      characterization: [...pinned.runs, ...(by_model?.runs ?? [])],
    },
    lock: {
      runs: rounds.count,
      flaky: [
        ...rounds.flaky.map(({ test_id, statuses }) => ({ test_id, statuses: [...statuses] })),
        ...(by_model?.flaky ?? []),
      ],
      budget_ms: order.budget_ms,
      duration_ms: Math.round(performance.now() - began - once_ms),
      ...pinned.facts,
      ...(by_model && { by_model: by_model.facts }),
    },
    record: {
      schema_version: 1,
      seal,
      tests: [...pinned.tests, ...(by_model?.tests ?? [])],
      ...(pinned.black_box && { black_box: pinned.black_box }),
    },
  };
}

/** Null where no model wrote tests, and where the existing ones fail: then nothing is edited anyway. */
async function runModels(
  bench: Bench,
  request: JobLockRequest,
  rounds: Rounds,
  suites: readonly DiscoveredSuite[],
): Promise<RanModelTests | null> {
  const { read, order, written, timeout_ms, progress } = request;
  if (!written || hasFailed(rounds, order)) return null;
  const confinement = await confinementForCalls(request.confinement);
  return await runModelTests({
    bench: confinement && heldIn(bench, confinement),
    tree: read.tree,
    order,
    written,
    suites,
    timeout_ms,
    progress,
  });
}

function hasFailed({ is_broken, failing }: Rounds, { quarantined }: LockOrder): boolean {
  const left_out = new Set(quarantined);
  return is_broken || failing.some((id) => !left_out.has(id));
}

async function pin(
  bench: Bench,
  request: JobLockRequest,
  rounds: Rounds,
  by_model: RanModelTests | null,
  planned: () => Promise<Patch>,
): Promise<PinnedPlan> {
  const { read, suites, order, timeout_ms, progress } = request;
  if (order.budget_ms === 0) return unpinned('No time was given for tests that pin behaviour.');
  if (hasFailed(rounds, order)) return unpinned('The repository’s own tests do not pass on the code as it is.');
  const box = order.mode === 'black_box' ? await pinBlackBox(request) : null;
  if (box) return box;
  const mask = (text: string): string => request.gate.mask(text);
  const confinement = await confinementForCalls(request.confinement);
  if (confinement === null) return unpinned(CANNOT_HOLD);
  const found = findSuites(read.tree, suites);
  const existing = {
    suites: suites.flatMap(({ id }) => found.get(id) ?? []),
    last: rounds.runs,
    steady: rounds.steady,
  };
  try {
    const patch = await planned();
    return await pinPlan({
      bench: heldIn(bench, confinement),
      tree: read.tree,
      order,
      patch,
      existing,
      by_model,
      timeout_ms,
      mask,
      progress,
    });
  } catch (error) {
    if (error instanceof RunnerError && error.code === 'CANCELLED') throw error;
    // What pins behaviour is more than the job needs: its baseline stands without.
    const said = error instanceof Error ? error.message : String(error);
    return unpinned(mask(`Pinning behaviour failed: ${said}`).slice(0, 600));
  }
}

/** The same promise; that nobody has waited for it yet is no unhandled error. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function unpinned(none_because: string): PinnedPlan {
  return {
    facts: { pinned: [], not_pinned: [], none_because, faults: NOTHING_TRIED, survivors: [] },
    tests: [],
    runs: [],
  };
}
