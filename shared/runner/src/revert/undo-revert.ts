import type { AppliedTransaction } from '../apply/apply-patch-to-disk.ts';
import { appliedFile } from '../apply/apply-patch-to-disk.ts';
import { checkPath } from '../apply/check-path.ts';
import { workspaceFolder } from '../apply/journal.ts';
import { missingFolders } from '../apply/missing-folders.ts';
import { openSite } from '../apply/open-site.ts';
import { readImage, sameContent } from '../apply/read-image.ts';
import { recoverInside } from '../apply/recover-transactions.ts';
import { runTransaction } from '../apply/run-transaction.ts';
import type { RecordedTransaction, TransactionPlan } from '../apply/transaction-plan.ts';
import { withWorkspaceLock } from '../apply/workspace-lock.ts';
import { RunnerError } from '../errors/runner-error.ts';
import type { Disk } from '../snapshot/disk.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import type { RevertRequest } from './revert-job.ts';

/**
 * Bring back what the job's last revert took away. Possible only while nothing else of the job happened since.
 * Throws NOTHING_TO_REVERT, WORKSPACE_CHANGED (names the files), and whatever a transaction throws.
 */
export async function undoRevert(request: RevertRequest, disk: Disk = nodeDisk): Promise<AppliedTransaction> {
  const { workspace, data_dir: dataDir, job_id: jobId } = request;
  const site = openSite(workspace, dataDir, disk);
  return await withWorkspaceLock(workspaceFolder(workspace, dataDir), async () => {
    await recoverInside(site);
    const recorded = await site.journal.list();
    const revert = lastRevert(recorded, jobId);
    const changed: string[] = [];
    for (const file of revert.files) {
      await checkPath(site.root, file.path);
      if (!sameContent(await readImage(site.root, file.path), file.after)) changed.push(file.path);
      if (file.before !== null) await site.store.get(file.before.sha256);
    }
    if (changed.length > 0) throw movedOn(changed);
    const files = revert.files.map(({ path, before, after }) => ({ path, before: after, after: before }));
    const plan: TransactionPlan = {
      schema_version: 1,
      id: await site.journal.nextId(),
      kind: 'apply',
      job_id: jobId,
      takes_back: [],
      files,
      patches: recorded.flatMap((each) => (revert.takes_back.includes(each.plan.id) ? each.plan.patches : [])),
      makes_dirs: await missingFolders(workspace.root, files),
      removes_dirs: [],
    };
    await runTransaction(site, plan);
    return { transaction_id: plan.id, files: files.map(appliedFile) };
  });
}

function lastRevert(recorded: readonly RecordedTransaction[], jobId: string): TransactionPlan {
  const last = recorded.findLast(({ plan, ending }) => plan.job_id === jobId && ending?.outcome === 'committed');
  if (last?.plan.kind === 'revert') return last.plan;
  throw new RunnerError(
    'NOTHING_TO_REVERT',
    'The last thing done for this job here was not a revert.',
    'Apply the delivery again instead.',
  );
}

function movedOn(paths: readonly string[]): RunnerError {
  return new RunnerError(
    'WORKSPACE_CHANGED',
    `Changed since the revert: ${paths.slice(0, 5).join(', ')}.`,
    'Nothing was written. Put these files back as they were, or apply the delivery by hand.',
    paths,
  );
}
