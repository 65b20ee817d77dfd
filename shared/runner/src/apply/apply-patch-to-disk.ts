import type { AppliedFile } from '@iama/contracts/job/delivery';
import type { Patch } from '@iama/contracts/patch/patch';
import { RunnerError } from '../errors/runner-error.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface ApplyRequest {
  readonly workspace: Workspace;
  readonly data_dir: string;
  readonly job_id: string;
  /** What was accepted: the whole patch, or what `selectHunks` of the engine left of it. */
  readonly patch: Patch;
}

export interface AppliedTransaction {
  readonly transaction_id: string;
  readonly files: readonly AppliedFile[];
}

/**
 * Write a patch to the person's files as one transaction: all of it, or nothing.
 * Throws PATH_REFUSED, WORKSPACE_CHANGED (names the files), PATCH_DOES_NOT_APPLY, WORKSPACE_BUSY, DISK_FULL, APPLY_FAILED.
 */
export function applyPatchToDisk(_request: ApplyRequest): Promise<AppliedTransaction> {
  return Promise.reject(new RunnerError('INTERNAL', 'applyPatchToDisk is not built yet.', ''));
}
