import { dirname, join } from 'node:path';
import { errnoOf } from '../errors/disk-error.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { makeDirs } from '../snapshot/make-dirs.ts';
import { checkPath } from './check-path.ts';
import { readImage, sameContent } from './read-image.ts';
import type { TransactionSite } from './open-site.ts';
import type { PlannedFile, TransactionPlan } from './transaction-plan.ts';
import { placeImage, removeStaged, stageImage } from './write-image.ts';

/**
 * Undo an unfinished transaction from whatever point it reached, and record that. Doing it again changes nothing.
 * Returns the files that hold neither their old nor their new bytes: somebody changed them since, so they are left alone.
 */
export async function rollBack(site: TransactionSite, plan: TransactionPlan): Promise<readonly string[]> {
  const folders = new Set(plan.files.map((file) => dirname(join(site.root, file.path))));
  for (const folder of folders) await removeStaged(folder, plan.id, site.disk);
  const leftAlone: string[] = [];
  for (const file of plan.files.toReversed()) {
    if (!(await restore(site, plan, file))) leftAlone.push(file.path);
  }
  for (const folder of plan.makes_dirs.toReversed()) await removeIfEmpty(site, join(site.root, folder));
  await site.journal.end(plan.id, { outcome: 'rolled_back', left_alone: leftAlone.toSorted() });
  return leftAlone.toSorted();
}

async function restore(site: TransactionSite, plan: TransactionPlan, file: PlannedFile): Promise<boolean> {
  const current = await readImage(site.root, file.path);
  if (sameContent(current, file.before)) return true;
  if (!sameContent(current, file.after) || !(await isSafe(site.root, file.path))) return false;
  const at = { root: site.root, path: file.path, transaction_id: plan.id };
  if (file.before !== null) {
    await makeDirs(site.disk, dirname(join(site.root, file.path)));
    await stageImage(at, file.before, site.store, site.disk);
  }
  await placeImage(at, file.before, site.disk);
  return true;
}

/** A folder may have become a symbolic link since the crash; nothing is written through it. */
async function isSafe(root: string, path: string): Promise<boolean> {
  try {
    await checkPath(root, path);
    return true;
  } catch (error) {
    if (error instanceof RunnerError && error.code === 'PATH_REFUSED') return false;
    throw error;
  }
}

async function removeIfEmpty(site: TransactionSite, folder: string): Promise<void> {
  try {
    await site.disk.removeDir(folder);
    await site.disk.syncDir(dirname(folder));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno !== 'ENOTEMPTY' && errno !== 'EEXIST' && errno !== 'ENOENT') throw error;
  }
}
