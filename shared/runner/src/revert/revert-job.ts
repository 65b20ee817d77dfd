import type { AppliedFile } from '@iama/contracts/job/delivery';
import { appliedFile } from '../apply/apply-patch-to-disk.ts';
import { checkPath } from '../apply/check-path.ts';
import { workspaceFolder } from '../apply/journal.ts';
import { missingFolders } from '../apply/missing-folders.ts';
import { openSite } from '../apply/open-site.ts';
import { readImage, sameContent } from '../apply/read-image.ts';
import { recoverInside } from '../apply/recover-transactions.ts';
import { runTransaction } from '../apply/run-transaction.ts';
import type { TransactionSite } from '../apply/open-site.ts';
import type { PlannedFile, TransactionPlan } from '../apply/transaction-plan.ts';
import { withWorkspaceLock } from '../apply/workspace-lock.ts';
import { RunnerError } from '../errors/runner-error.ts';
import type { Disk } from '../snapshot/disk.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { liveChanges } from './live-changes.ts';
import { renderReversePatch } from './render-reverse-patch.ts';

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
 * Take a job's applied changes back, byte for byte and mode for mode, as one transaction; folders the apply made go too if
 * they are empty. A file that already holds its old bytes is left as it is. `undoRevert` brings the changes back.
 * Throws NOTHING_TO_REVERT, PATH_REFUSED, SNAPSHOT_MISSING, WORKSPACE_BUSY, DISK_FULL, APPLY_FAILED.
 */
export async function revertJob(request: RevertRequest, disk: Disk = nodeDisk): Promise<RevertOutcome> {
  const { workspace, data_dir: dataDir, job_id: jobId } = request;
  const site = openSite(workspace, dataDir, disk);
  return await withWorkspaceLock(workspaceFolder(workspace, dataDir), async () => {
    await recoverInside(site);
    const live = liveChanges(await site.journal.list(), jobId);
    if (live.transaction_ids.length === 0) throw nothingToRevert();
    const steps = await stepsBack(site, live.files);
    if (steps.moved_on.length > 0) {
      const reversePatch = await renderReversePatch(site.store, live.patches);
      return { status: 'refused', moved_on: steps.moved_on, reverse_patch: reversePatch };
    }
    const plan: TransactionPlan = {
      schema_version: 1,
      id: await site.journal.nextId(),
      kind: 'revert',
      job_id: jobId,
      takes_back: live.transaction_ids,
      files: steps.files,
      patches: [],
      makes_dirs: await missingFolders(workspace.root, steps.files),
      removes_dirs: live.made_dirs,
    };
    await runTransaction(site, plan);
    const files = live.files.map(({ path, before, after }) => appliedFile({ path, before: after, after: before }));
    return { status: 'reverted', transaction_id: plan.id, files };
  });
}

async function stepsBack(
  site: TransactionSite,
  changes: readonly PlannedFile[],
): Promise<{ files: readonly PlannedFile[]; moved_on: readonly string[] }> {
  const files: PlannedFile[] = [];
  const movedOn: string[] = [];
  for (const change of changes) {
    await checkPath(site.root, change.path);
    const current = await readImage(site.root, change.path);
    if (sameContent(current, change.before) && (current?.mode ?? null) === (change.before?.mode ?? null)) continue;
    if (!sameContent(current, change.after) && !sameContent(current, change.before)) {
      movedOn.push(change.path);
      continue;
    }
    // The bytes of both sides must be at hand before the first write.
    if (change.before !== null) await site.store.get(change.before.sha256);
    const now = current && { sha256: current.sha256, mode: current.mode };
    files.push({ path: change.path, before: now, after: change.before });
  }
  return { files, moved_on: movedOn };
}

function nothingToRevert(): RunnerError {
  return new RunnerError(
    'NOTHING_TO_REVERT',
    'Nothing of this job stands in this workspace.',
    'It was not applied here, or it was reverted before; `git status` shows how the files stand.',
  );
}
