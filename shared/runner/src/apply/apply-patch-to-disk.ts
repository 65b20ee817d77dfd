import type { AppliedFile } from '@iama/contracts/job/delivery';
import type { Patch } from '@iama/contracts/patch/patch';
import { RunnerError } from '../errors/runner-error.ts';
import { restorePatch } from '../secrets/restore-patch.ts';
import type { Disk } from '../snapshot/disk.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { workspaceFolder } from './journal.ts';
import { missingFolders } from './missing-folders.ts';
import { openSite } from './open-site.ts';
import { planPatches } from './plan-patch.ts';
import { recoverInside } from './recover-transactions.ts';
import { runTransaction } from './run-transaction.ts';
import type { PlannedFile, TransactionPlan } from './transaction-plan.ts';
import { withWorkspaceLock } from './workspace-lock.ts';

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
 * Write a patch to the person's files as one transaction: all of it, or nothing. A transaction that a crash had cut short
 * is taken back first.
 * Throws PATH_REFUSED, WORKSPACE_CHANGED (names the files), PATCH_DOES_NOT_APPLY, WORKSPACE_BUSY, DISK_FULL, APPLY_FAILED.
 */
export async function applyPatchToDisk(
  { patch, ...place }: ApplyRequest,
  disk: Disk = nodeDisk,
): Promise<AppliedTransaction> {
  return await applyPatchesToDisk({ ...place, patches: [patch] }, disk);
}

/** The same for patches that stand on each other, the first on the files as they are: still one transaction. */
export async function applyPatchesToDisk(
  request: Omit<ApplyRequest, 'patch'> & { readonly patches: readonly Patch[] },
  disk: Disk = nodeDisk,
): Promise<AppliedTransaction> {
  const { workspace, data_dir: dataDir, job_id: jobId } = request;
  const patches = await Promise.all(request.patches.map((patch) => restorePatch(workspace, dataDir, patch)));
  if (patches.every((patch) => patch.files.length === 0)) {
    throw new RunnerError('PATCH_DOES_NOT_APPLY', 'Nothing was chosen to apply.', 'Choose at least one file or hunk.');
  }
  const site = openSite(workspace, dataDir, disk);
  return await withWorkspaceLock(workspaceFolder(workspace, dataDir), async () => {
    await recoverInside(site);
    const planned = await planPatches(workspace.root, patches);
    for (const bytes of planned.images) await site.store.put(bytes);
    const files = planned.files.map(plainFile);
    const hashes: string[] = [];
    for (const patch of patches) hashes.push(await site.store.put(Buffer.from(JSON.stringify(patch))));
    const plan: TransactionPlan = {
      schema_version: 1,
      id: await site.journal.nextId(),
      kind: 'apply',
      job_id: jobId,
      takes_back: [],
      files,
      patches: hashes,
      makes_dirs: await missingFolders(workspace.root, files),
      removes_dirs: [],
    };
    await runTransaction(site, plan);
    return { transaction_id: plan.id, files: files.map(appliedFile) };
  });
}

/** The record a person's machine sends about a file. */
export function appliedFile(file: PlannedFile): AppliedFile {
  return { path: file.path, before_sha256: file.before?.sha256 ?? null, after_sha256: file.after?.sha256 ?? null };
}

function plainFile({ path, before, after }: PlannedFile): PlannedFile {
  return {
    path,
    before: before && { sha256: before.sha256, mode: before.mode },
    after: after && { sha256: after.sha256, mode: after.mode },
  };
}
