import type { TaskResult } from '@iama/contracts/task/payload';
import { recipeOf } from '@iama/engine/recipe/registry';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { RunnerError } from '../errors/runner-error.ts';
import { maskResult } from '../secrets/mask-result.ts';
import { openGate } from '../secrets/open-gate.ts';
import { readTree } from '../workspace/read-tree.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { characterize } from './characterize.ts';
import { collectContext } from './collect-context.ts';
import { collectGoal } from './collect-goal.ts';
import type { EngineRequest } from './engine-request.ts';
import { makePatch } from './make-patch.ts';
import { placeDraft } from './place-draft.ts';
import { TaskRefusal } from './task-refusal.ts';

export interface EngineOutcome {
  readonly result: TaskResult;
  readonly hashes: ReadonlyMap<string, string>;
}

/** Read the workspace and do one engine task on it. Runs in the worker thread. */
export async function performEngineTask(
  request: EngineRequest,
  progress: (line: string) => void,
): Promise<EngineOutcome> {
  const read = await readTree(request.workspace);
  progress(`Read ${read.tree.files.size} of ${read.tree.paths.size} files`);
  const gate = await openGate(request.data_dir, request.workspace.root, read.tree.files.values());
  const payload = gate.restoreValue(request.payload);
  return { result: maskResult(gate, await resultOf({ ...request, payload }, read, gate)), hashes: read.hashes };
}

async function resultOf(request: EngineRequest, read: WorkspaceTree, gate: SecretGate): Promise<TaskResult> {
  const { payload, workspace, previous_patch: previous } = request;
  if (payload.kind === 'characterize') return await characterize(workspace, read, payload);
  if (payload.recipe_id === 'goal') return await goalResult(request, read, gate);
  const recipe = recipeOf(payload.recipe_id);
  if (recipe === null) {
    const message = `This version does not have the recipe ${payload.recipe_id}. Update it, or choose another recipe.`;
    throw new TaskRefusal({ code: 'UNSUPPORTED_TASK', message, retryable: false });
  }
  try {
    if (payload.kind === 'collect_context') return await collectContext(workspace, read, recipe, payload);
    return await makePatch(workspace, read, recipe, payload, previous);
  } catch (error) {
    if (error instanceof RunnerError) throw error;
    const message = `The recipe ${recipe.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    throw new TaskRefusal({ code: 'RECIPE_FAILED', message: message.slice(0, 8000), retryable: false });
  }
}

async function goalResult(request: EngineRequest, read: WorkspaceTree, gate: SecretGate): Promise<TaskResult> {
  const { payload, workspace, draft } = request;
  if (payload.kind === 'collect_context' && payload.context_budget !== undefined) {
    const { context_budget } = payload;
    return await collectGoal(workspace, read, { ...payload, context_budget }, gate);
  }
  if (payload.kind === 'run_recipe' && draft !== null) return placeDraft(read, gate.restoreValue(draft));
  const message = 'A goal was sent without what a model wrote for it.';
  throw new TaskRefusal({ code: 'UNSUPPORTED_TASK', message, retryable: false });
}
