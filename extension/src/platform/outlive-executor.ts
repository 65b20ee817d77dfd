import type { Workspace } from '@iama/runner/workspace/workspace';
import { ExecutorError } from './executor-process.ts';
import type { Executor } from './executor-process.ts';

/** More often, and what is asked is what ends it. */
const TRIES = 3;

/** Work that changes no file of the person's, begun again when the executor ends under it. */
export async function againWhenLost<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (!isLost(error) || left === 0 || signal.aborted) throw error;
    }
  }
}

/** A write, which is taken back at once when the executor ends in the middle of it. The failure stands all the same. */
export async function takenBackWhenLost<T>(
  executor: Pick<Executor, 'call'>,
  workspace: Workspace,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isLost(error)) await executor.call('recover', { workspace });
    throw error;
  }
}

function isLost(error: unknown): boolean {
  return error instanceof ExecutorError && error.code === 'EXECUTOR_LOST';
}
