import type { AppliedFile } from '@iama/contracts/job/delivery';
import { applyPatchesToDisk } from '../apply/apply-patch-to-disk.ts';
import type { Disk } from '../snapshot/disk.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { FixPlan } from './fix-request.ts';

export interface ApplyFix {
  readonly workspace: Workspace;
  readonly data_dir: string;
  /** Under which `revertJob` takes it back. */
  readonly job_id: string;
  readonly plan: FixPlan;
}

/**
 * Write what the plan says as one transaction: the steps of all recipes stand, or none of them. Gives the files with their
 * hashes before the first step and after the last. Throws what `applyPatchToDisk` throws.
 */
export async function applyFix({ plan, ...place }: ApplyFix, disk: Disk = nodeDisk): Promise<readonly AppliedFile[]> {
  const patches = plan.steps.map(({ patch }) => patch).filter(({ files }) => files.length > 0);
  if (patches.length === 0) return [];
  return (await applyPatchesToDisk({ ...place, patches }, disk)).files;
}
