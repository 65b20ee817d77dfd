import { performance } from 'node:perf_hooks';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { SuiteRun, TestRun } from '@iama/contracts/test-run/test-run';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { asDiskError } from '../errors/disk-error.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { askAfter } from '../lock/job/ask-after.ts';
import { checkPatched } from '../lock/job/check-patched.ts';
import { CANNOT_HOLD, confinementForCalls, heldIn } from '../lock/job/held-in.ts';
import type { LockRecord } from '../lock/job/lock-record.ts';
import { runWritten } from '../lock/job/run-written.ts';
import { writtenNow } from '../lock/job/written-now.ts';
import type { Confinement } from '../sandbox/confinement.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';
import { patchCopy } from './patch-copy.ts';
import { findSuites, runSuites, totalsOf } from './run-suites.ts';

export interface CopyRunRequest {
  readonly workspace: Workspace;
  /** The workspace as read just now. */
  readonly tree: SourceTree;
  readonly phase: TestRun['phase'];
  /** Which suites to run, by id. */
  readonly suites: readonly TestSuite[];
  /** Applied to the copy before the run. */
  readonly patch: Patch | null;
  /** What the run is held to: the patched files are compared with its seal, and its tests run too. */
  readonly held_to?: { readonly record: LockRecord; readonly agreed_files: readonly string[] };
  /** Holds every run in; without it only the written tests are held, as this machine can. */
  readonly confinement?: Confinement;
  /** For each suite. */
  readonly timeout_ms: number;
  /** Everything that is told of the run goes through it. */
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/**
 * Run test suites in a copy of the workspace and tell what happened, case by case. The workspace is only read. The copy and
 * every process are gone when this returns or throws.
 * Throws WORKSPACE_CHANGED or PATCH_DOES_NOT_APPLY (the patch), DISK_FULL, COPY_FAILED, CANCELLED.
 */
export async function runInCopy(request: CopyRunRequest): Promise<TestRun> {
  const began = performance.now();
  const { workspace, phase, suites, gate, signal, confinement } = request;
  let bench: Bench | null = null;
  try {
    bench = await openBench({ workspace, suites, gate, signal, ...(confinement && { confinement }) });
    const ran = await runPatched(request, bench);
    const duration_ms = Math.round(performance.now() - began);
    return { phase, ...ran, totals: totalsOf(ran.suites), duration_ms, tool_versions: { ...bench.tool_versions } };
  } catch (error) {
    throw asDiskError(error, 'the copy of the workspace');
  } finally {
    await bench?.close();
  }
}

async function runPatched(
  request: CopyRunRequest,
  bench: Bench,
): Promise<Pick<TestRun, 'suites' | 'characterization' | 'breaches'>> {
  const { tree: before, suites, patch, held_to, confinement, timeout_ms, signal, progress } = request;
  const { tree, planned } = patch === null ? { tree: before, planned: [] } : await patchCopy(bench.copy, patch, before);
  const run = async (discovered: Parameters<Bench['run']>[0]) => (await bench.run(discovered, { timeout_ms })).run;
  const ran = { suites: await runSuites({ tree, suites, run, signal, progress }) };
  if (!held_to) return ran;
  const { record, agreed_files } = held_to;
  const lines = new Map([...findSuites(tree, suites)].map(([id, { line }]) => [id, line]));
  const renames = patch?.files ?? [];
  return {
    ...ran,
    characterization: [
      ...(await runHeldIn(bench, record.tests.map(writtenNow(tree, lines)), confinement, timeout_ms, progress)),
      ...(record.black_box ? [await askAfter(request, record.black_box)] : []),
    ],
    breaches: checkPatched({ seal: record.seal, before, planned, renames, lines, agreed: new Set(agreed_files) }),
  };
}

async function runHeldIn(
  bench: Bench,
  tests: LockRecord['tests'],
  own: Confinement | undefined,
  timeout_ms: number,
  progress: (line: string) => void,
): Promise<SuiteRun[]> {
  if (tests.length === 0) return [];
  const confinement = await confinementForCalls(own);
  if (confinement) return await runWritten(heldIn(bench, confinement), tests, timeout_ms, progress);
  throw new RunnerError('WORKSPACE_CHANGED', CANNOT_HOLD, 'Try the job again: it is then pinned as this machine can.');
}
