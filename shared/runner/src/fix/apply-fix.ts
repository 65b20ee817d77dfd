import type { AppliedFile } from '@iama/contracts/job/delivery';
import { applyPatchToDisk } from '../apply/apply-patch-to-disk.ts';
import type { Disk } from '../snapshot/disk.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import { revertJob } from '../revert/revert-job.ts';
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
 * Write what the plan says, one transaction for each recipe that changes something. If a later one fails, the earlier ones
 * are taken back, so that all of it stands or nothing. Gives the files with their hashes before and after all steps.
 * Throws what `applyPatchToDisk` throws.
 */
export async function applyFix({ plan, ...place }: ApplyFix, disk: Disk = nodeDisk): Promise<readonly AppliedFile[]> {
  const files = new Map<string, AppliedFile>();
  let written = 0;
  for (const { patch } of plan.steps) {
    if (patch.files.length === 0) continue;
    try {
      const applied = await applyPatchToDisk({ ...place, patch }, disk);
      written += 1;
      for (const file of applied.files) {
        const before_sha256 = (files.get(file.path) ?? file).before_sha256;
        files.set(file.path, { ...file, before_sha256 });
      }
    } catch (error) {
      if (written > 0) await revertJob(place, disk);
      throw error;
    }
  }
  return [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
