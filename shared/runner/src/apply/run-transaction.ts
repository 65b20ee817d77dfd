import { dirname, join } from 'node:path';
import { lstat } from 'node:fs/promises';
import { asDiskError, errnoOf } from '../errors/disk-error.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { ownerToKeep } from '../snapshot/node-disk.ts';
import { checkPath } from './check-path.ts';
import type { TransactionSite } from './open-site.ts';
import { readImage, sameContent } from './read-image.ts';
import { rollBack } from './roll-back.ts';
import type { PlannedFile, TransactionPlan } from './transaction-plan.ts';
import { placeImage, stageImage } from './write-image.ts';

/**
 * Carry a plan out whole, or leave everything as it was. Both images of each file must be in the store.
 * Order: journal, folders, every new text beside its place (a full disk shows here, before anything has changed), then one
 * rename or unlink per file, read back, commit mark. Killed anywhere in between, `rollBack` restores the start.
 */
export async function runTransaction(site: TransactionSite, plan: TransactionPlan): Promise<void> {
  await site.journal.begin(plan);
  try {
    await makeFolders(site, plan);
    for (const file of plan.files) await stage(site, plan, file);
    for (const file of inSafeOrder(plan.files)) await place(site, plan, file);
    for (const file of plan.files) await verify(site.root, file);
    await removeFolders(site, plan);
    await site.journal.end(plan.id, { outcome: 'committed' });
  } catch (error) {
    const leftAlone = await rollBack(site, plan).catch((rollbackError: unknown) => {
      throw new RunnerError(
        'APPLY_FAILED',
        `The change stopped half-way and could not be taken back at once (${String(rollbackError)}).`,
        'Resolve what the message names, then run any command here: the rest is taken back on start.',
        plan.files.map((file) => file.path),
        error,
      );
    });
    throw explain(error, leftAlone);
  }
}

async function makeFolders(site: TransactionSite, plan: TransactionPlan): Promise<void> {
  for (const folder of plan.makes_dirs) {
    const place = join(site.root, folder);
    try {
      await site.disk.makeDir(place, ownerToKeep(await lstat(dirname(place))));
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
    await site.disk.syncDir(dirname(place));
  }
}

async function stage(site: TransactionSite, plan: TransactionPlan, file: PlannedFile): Promise<void> {
  if (file.after === null) return;
  const at = { root: site.root, path: file.path, transaction_id: plan.id };
  await stageImage(at, file.after, site.store, site.disk);
}

async function place(site: TransactionSite, plan: TransactionPlan, file: PlannedFile): Promise<void> {
  // The last look before the step: an editor may have saved since the plan was made.
  await checkPath(site.root, file.path);
  if (!sameContent(await readImage(site.root, file.path), file.before)) {
    throw new RunnerError(
      'WORKSPACE_CHANGED',
      `${file.path} was changed while the change was being written.`,
      'Everything was put back. Start the job again on the files as they are now.',
      [file.path],
    );
  }
  await placeImage({ root: site.root, path: file.path, transaction_id: plan.id }, file.after, site.disk);
}

/** New and changed files first, deletions last: at no moment does a moved file exist nowhere. */
function inSafeOrder(files: readonly PlannedFile[]): readonly PlannedFile[] {
  return [...files.filter((file) => file.after !== null), ...files.filter((file) => file.after === null)];
}

async function verify(root: string, file: PlannedFile): Promise<void> {
  const found = await readImage(root, file.path);
  if (sameContent(found, file.after) && (file.after === null || found?.mode === file.after.mode)) return;
  throw new RunnerError('APPLY_FAILED', `${file.path} did not read back as it was written.`, 'Check the disk.', [
    file.path,
  ]);
}

async function removeFolders(site: TransactionSite, plan: TransactionPlan): Promise<void> {
  for (const folder of plan.removes_dirs) {
    try {
      await site.disk.removeDir(join(site.root, folder));
      await site.disk.syncDir(dirname(join(site.root, folder)));
    } catch (error) {
      // Something else lives there now, or it is gone already: both are fine.
      const errno = errnoOf(error);
      if (errno !== 'ENOTEMPTY' && errno !== 'EEXIST' && errno !== 'ENOENT') throw error;
    }
  }
}

function explain(error: unknown, leftAlone: readonly string[]): unknown {
  if (leftAlone.length > 0) {
    return new RunnerError(
      'APPLY_FAILED',
      `The change failed and was taken back, except in ${leftAlone.join(', ')}, which somebody changed meanwhile.`,
      'Look at these files with `git diff`; the rest is as it was.',
      leftAlone,
      error,
    );
  }
  const explained = asDiskError(error, 'the change');
  if (explained instanceof RunnerError) return explained;
  return new RunnerError(
    'APPLY_FAILED',
    `The change could not be written (${error instanceof Error ? error.message : String(error)}); everything was put back.`,
    'Resolve what the message names, then do it again.',
    [],
    error,
  );
}
