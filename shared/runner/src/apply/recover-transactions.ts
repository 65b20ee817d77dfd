import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../snapshot/disk.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { workspaceFolder } from './journal.ts';
import { openSite } from './open-site.ts';
import { rollBack } from './roll-back.ts';
import type { TransactionSite } from './open-site.ts';
import { withWorkspaceLock } from './workspace-lock.ts';

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

/**
 * Take back what a crash cut short in this workspace. Call it on start; calling it again does nothing.
 * Throws WORKSPACE_BUSY while another living process writes here.
 */
export async function recoverTransactions(
  workspace: Workspace,
  dataDir: string,
  disk: Disk = nodeDisk,
): Promise<readonly Recovery[]> {
  const folder = workspaceFolder(workspace, dataDir);
  const touched = await access(join(folder, 'transactions')).then(
    () => true,
    () => false,
  );
  if (!touched) return [];
  return await withWorkspaceLock(folder, () => recoverInside(openSite(workspace, dataDir, disk)));
}

/** The same, for a caller that holds the workspace's lock. */
export async function recoverInside(site: TransactionSite): Promise<readonly Recovery[]> {
  const recovered: Recovery[] = [];
  for (const { plan, ending } of (await site.journal.list()).toReversed()) {
    if (ending !== null) continue;
    const leftAlone = await rollBack(site, plan);
    recovered.push({
      transaction_id: plan.id,
      job_id: plan.job_id,
      kind: plan.kind,
      outcome: leftAlone.length > 0 ? 'conflicts' : 'rolled_back',
      left_alone: leftAlone,
    });
  }
  return recovered;
}
