import type { TaskResult } from '@iama/contracts/task/payload';
import { readTree } from '../workspace/read-tree.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { characterize } from './characterize.ts';
import type { EngineRequest } from './engine-request.ts';
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
  return { result: await resultOf(request, read), hashes: read.hashes };
}

async function resultOf(request: EngineRequest, read: WorkspaceTree): Promise<TaskResult> {
  const { payload, workspace } = request;
  if (payload.kind === 'characterize') return await characterize(workspace, read, payload.target);
  throw new TaskRefusal({ code: 'UNSUPPORTED_TASK', message: `${payload.kind} is not known here.`, retryable: false });
}
