import type { Patch } from '@iama/contracts/patch/patch';
import type { TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { RunnerError } from '../errors/runner-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { runInCopy } from '../run/run-in-copy.ts';
import { maskFailure, maskResult } from '../secrets/mask-result.ts';
import { openGate } from '../secrets/open-gate.ts';
import { secretKey } from '../secrets/secret-key.ts';
import { readTree } from '../workspace/read-tree.ts';
import { changedSince, loadBaseline, saveBaseline } from './job-baseline.ts';
import { runInWorker } from './run-in-worker.ts';
import type { TaskContext } from './task-context.ts';
import { failureFrom } from './task-refusal.ts';

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
    case 'characterize':
      return (await think(payload, null, context)).result;
    case 'run_recipe':
      return await runRecipe(payload, context);
    case 'run_tests':
      return await runTests(payload, context);
  }
}

function think(payload: Exclude<TaskPayload, Of<'run_tests'>>, previous: Patch | null, context: TaskContext) {
  const { workspace, data_dir } = context;
  const request = { workspace, data_dir, payload, previous_patch: previous };
  return runInWorker(request, context.signal, context.progress);
}

async function runRecipe(payload: Of<'run_recipe'>, context: TaskContext): Promise<TaskResult> {
  const previous = payload.feedback ? await context.fetchPatch(payload.feedback.previous_patch_artifact_id) : null;
  const { result, hashes } = await think(payload, previous, context);
  if (result.kind === 'run_recipe') await requireBaseline(context, hashes, pathsOf(result.patch));
  return result;
}

async function runTests(payload: Of<'run_tests'>, context: TaskContext): Promise<TaskResult> {
  const fetched = payload.patch_artifact_id === null ? null : await context.fetchPatch(payload.patch_artifact_id);
  const { tree, hashes } = await readTree(context.workspace, context.signal);
  const gate = await openGate(context.data_dir, context.workspace.root, tree.files.values());
  const patch = gate.restoreValue(fetched);
  if (payload.phase === 'baseline') await saveBaseline(context.data_dir, context.job_id, hashes);
  else if (patch !== null) await requireBaseline(context, hashes, pathsOf(patch));
  const { phase, suites, timeout_ms } = payload;
  const { workspace, signal, progress } = context;
  const run = await runInCopy({ workspace, tree, phase, suites, patch, timeout_ms, gate, signal, progress });
  return maskResult(gate, { kind: 'run_tests', run });
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
  if (changed.length === 0) return;
  throw new RunnerError(
    'WORKSPACE_CHANGED',
    `Changed since the baseline was measured: ${changed.slice(0, 5).join(', ')}.`,
    'Start the job again on the files as they are now.',
    changed,
  );
}

function pathsOf(patch: Patch): readonly string[] {
  return patch.files.flatMap((file) => (file.new_path === null ? [file.path] : [file.path, file.new_path]));
}
