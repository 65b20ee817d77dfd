import type { AppliedFile } from '@iama/contracts/job/delivery';
import { RunnerError } from '../errors/runner-error.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface RevertRequest {
  readonly workspace: Workspace;
  readonly data_dir: string;
  readonly job_id: string;
}

export type RevertOutcome =
  | { readonly status: 'reverted'; readonly transaction_id: string; readonly files: readonly AppliedFile[] }
  /** Files moved on since the apply. Nothing was touched; `reverse_patch` is a unified diff to apply by hand. */
  | { readonly status: 'refused'; readonly moved_on: readonly string[]; readonly reverse_patch: string };

/**
 * Take a job's applied changes back, byte for byte and mode for mode, as one transaction.
 * Throws NOTHING_TO_REVERT, SNAPSHOT_MISSING, WORKSPACE_BUSY, DISK_FULL, APPLY_FAILED.
 */
export function revertJob(_request: RevertRequest): Promise<RevertOutcome> {
  return Promise.reject(new RunnerError('INTERNAL', 'revertJob is not built yet.', ''));
}
