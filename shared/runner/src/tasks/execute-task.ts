import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TestFramework } from '@iama/contracts/test-run/suite';
import type { TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import type { LockOrder } from '@iama/contracts/test-run/lock';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import type { WrittenTests } from '@iama/contracts/test-run/written-tests';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { RunnerError } from '../errors/runner-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { CANNOT_HOLD, confinementForCalls } from '../lock/job/held-in.ts';
import { lockJob } from '../lock/job/lock-job.ts';
import type { LockedJob } from '../lock/job/lock-job.ts';
import { loadLock, saveLock } from '../lock/job/lock-record.ts';
import type { LockRecord } from '../lock/job/lock-record.ts';
import { sealedFilesChanged } from '../lock/job/sealed-files-changed.ts';
import { confinementOf } from '../sandbox/execution.ts';
import { runInCopy } from '../run/run-in-copy.ts';
import { maskFailure, maskResult } from '../secrets/mask-result.ts';
import { openGate } from '../secrets/open-gate.ts';
import { secretKey } from '../secrets/secret-key.ts';
import { readTree } from '../workspace/read-tree.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { changedSince, loadBaseline, saveBaseline } from './job-baseline.ts';
import type { EnginePayload } from './engine-request.ts';
import { runInWorker } from './run-in-worker.ts';
import type { TaskContext } from './task-context.ts';
import { wholeFilesPatch } from './whole-files-patch.ts';
import { failureFrom, TaskRefusal } from './task-refusal.ts';

type Of<Kind extends TaskPayload['kind']> = Extract<TaskPayload, { kind: Kind }>;

/**
 * Do a task. Every failure comes back as an outcome; only a cancel rejects (RunnerError CANCELLED).
 * Heavy work runs in a worker thread and in child processes, so the caller's heartbeats go on.
 */
export async function executeTask(payload: TaskPayload, context: TaskContext): Promise<TaskOutcome> {
  const gate = secretGate(await secretKey(context.data_dir));
  try {
    throwIfCancelled(context.signal);
    return {
      status: 'completed',
      result: await perform(payload, { ...context, progress: maskedLines(gate, context) }),
    };
  } catch (error) {
    if (error instanceof RunnerError && error.code === 'CANCELLED') throw error;
    throwIfCancelled(context.signal);
    return { status: 'failed', failure: maskFailure(gate, failureFrom(error)) };
  }
}

async function perform(payload: TaskPayload, context: TaskContext): Promise<TaskResult> {
  switch (payload.kind) {
    case 'collect_context':
      return (await think(payload, null, context)).result;
    case 'characterize':
      return await placeHeldIn((await think(payload, null, context)).result, context);
    case 'run_recipe':
      return await runRecipe(payload, context);
    case 'run_tests':
      return await runTests(payload, context);
    case 'model_call': {
      const message = 'This client has no language model. Open the job in the editor that has it.';
      throw new TaskRefusal({ code: 'UNSUPPORTED_TASK', message, retryable: false });
    }
  }
}

function think(
  payload: EnginePayload,
  previous: Patch | null,
  context: TaskContext,
  draft: PatchEditSet | null = null,
) {
  const { workspace, data_dir } = context;
  const request = { workspace, data_dir, payload, previous_patch: previous, draft };
  return runInWorker(request, context.signal, context.progress);
}

async function runRecipe(payload: Of<'run_recipe'>, context: TaskContext): Promise<TaskResult> {
  const { feedback, draft_artifact_id } = payload;
  const draft = draft_artifact_id === undefined ? null : ((await context.fetchDraft?.(draft_artifact_id)) ?? null);
  const previous = feedback && !draft ? await context.fetchPatch(feedback.previous_patch_artifact_id) : null;
  const { result, hashes } = await think(payload, previous, context, draft);
  if (result.kind === 'run_recipe') await requireBaseline(context, hashes, pathsOf(result.patch));
  return result;
}

async function runTests(payload: Of<'run_tests'>, context: TaskContext): Promise<TaskResult> {
  const fetched = payload.patch_artifact_id === null ? null : await context.fetchPatch(payload.patch_artifact_id);
  const read = await readTree(context.workspace, context.signal);
  const { tree, hashes } = read;
  const gate = await openGate(context.data_dir, context.workspace.root, tree.files.values());
  const patch = gate.restoreValue(fetched);
  // What runs tell is masked, ids of tests included: what speaks of them stays as it came.
  const { phase, suites, timeout_ms, lock, seal } = payload;
  const { workspace, data_dir, job_id, signal, progress } = context;
  if (phase === 'baseline') await saveBaseline(data_dir, job_id, hashes);
  else if (patch !== null) await requireBaseline(context, hashes, pathsOf(patch));
  const confinement = await confinementOf(context.execution, frameworksOf(suites));
  const common = { workspace, suites, timeout_ms, gate, signal, progress, ...(confinement && { confinement }) };
  if (phase === 'baseline' && lock) {
    const planned = (): Promise<Patch> => plannedPatch(gate, lock, read, context);
    const written = await fetchWritten(gate, lock, context);
    const locked = await lockJob({ ...common, read, order: lock, planned, ...(written && { written }) });
    return maskResult(gate, { kind: 'run_tests', run: await sealed(context, locked) });
  }
  const held_to = seal && {
    record: await requireSeal(context, seal.sha256),
    agreed_files: gate.restoreValue(seal.agreed_files),
  };
  const run = await runInCopy({ ...common, tree, phase, patch, ...(held_to ? { held_to } : {}) });
  return maskResult(gate, { kind: 'run_tests', run });
}

/** What a stranger writes is run held in, or not at all: where that cannot be done, there is no place for it. */
async function placeHeldIn(result: TaskResult, { execution }: TaskContext): Promise<TaskResult> {
  if (result.kind !== 'characterize' || !result.test_place) return result;
  const own = await confinementOf(execution, [result.test_place.framework]);
  if ((await confinementForCalls(own)) !== null) return result;
  return { ...result, test_place: null, no_place_because: CANNOT_HOLD };
}

async function fetchWritten(
  gate: SecretGate,
  { written_tests_artifact_id: id }: LockOrder,
  { fetchWrittenTests }: TaskContext,
): Promise<WrittenTests | null> {
  if (id === undefined) return null;
  if (!fetchWrittenTests) throw new Error('this client cannot fetch the tests that a model wrote');
  return gate.restoreValue(await fetchWrittenTests(id));
}

/** Written tests of a repository that has none run on Node. */
function frameworksOf(suites: Of<'run_tests'>['suites']): TestFramework[] {
  return suites.length === 0 ? ['node_test'] : suites.map(({ framework }) => framework);
}

/** What the plan makes of the code as it is. Nothing of it is kept. */
async function plannedPatch(
  gate: SecretGate,
  { plan }: LockOrder,
  read: WorkspaceTree,
  context: TaskContext,
): Promise<Patch> {
  if (plan.recipe_id === 'goal') return wholeFilesPatch(read, gate.restoreValue(plan.allowed_files));
  const payload = { kind: 'run_recipe' as const, ...plan, attempt: 1, feedback: null };
  const { result } = await think(payload, null, { ...context, progress: () => undefined });
  if (result.kind !== 'run_recipe') throw new Error('the recipe gave no patch');
  return gate.restoreValue(result.patch);
}

/** Written before anybody is told of it: a run after the edit never finds less than it is held to. */
async function sealed(context: TaskContext, { run, lock, record }: LockedJob): Promise<TestRun> {
  const sha256 = await saveLock(context.data_dir, context.job_id, record);
  const { files, suites } = record.seal;
  return { ...run, lock: { ...lock, seal: { sha256, files: files.length, suites: suites.length } } };
}

/** What is sealed has to be as it was in the workspace itself; then whatever differs in the copy is the patch. */
async function requireSeal(context: TaskContext, sha256: string): Promise<LockRecord> {
  const record = await loadLock(context.data_dir, context.job_id, sha256);
  const changed = await sealedFilesChanged(context.workspace, record.seal);
  if (changed.length > 0) throw workspaceChanged(changed);
  return record;
}

/** Lines for people go to the job's log too. */
function maskedLines(gate: SecretGate, { progress }: TaskContext): TaskContext['progress'] {
  return (line) => progress(gate.mask(line));
}

/** A baseline says nothing about files that changed after it was measured. */
async function requireBaseline(
  context: TaskContext,
  hashes: ReadonlyMap<string, string>,
  paths: readonly string[],
): Promise<void> {
  const baseline = await loadBaseline(context.data_dir, context.job_id);
  if (baseline === null) return;
  const changed = changedSince(baseline, hashes, paths);
  if (changed.length > 0) throw workspaceChanged(changed);
}

function workspaceChanged(changed: readonly string[]): RunnerError {
  return new RunnerError(
    'WORKSPACE_CHANGED',
    `Changed since the baseline was measured: ${changed.slice(0, 5).join(', ')}.`,
    'Start the job again on the files as they are now.',
    changed,
  );
}

function pathsOf(patch: Patch): readonly string[] {
  return patch.files.flatMap((file) => (file.new_path === null ? [file.path] : [file.path, file.new_path]));
}
