import { RunnerError } from '../errors/runner-error.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What became of a transaction that a crash had cut short. */
export interface Recovery {
  readonly transaction_id: string;
  readonly job_id: string;
  readonly kind: 'apply' | 'revert';
  /** `rolled_back`: every file is as it was before. `conflicts`: so are all but those in `left_alone`. */
  readonly outcome: 'rolled_back' | 'conflicts';
  /** Files somebody changed after the crash: not overwritten. */
  readonly left_alone: readonly string[];
}

/** Finish what a crash cut short in this workspace. Call it on start; calling it again does nothing. */
export function recoverTransactions(_workspace: Workspace, _dataDir: string): Promise<readonly Recovery[]> {
  return Promise.reject(new RunnerError('INTERNAL', 'recoverTransactions is not built yet.', ''));
}
