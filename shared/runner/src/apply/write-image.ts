import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../errors/disk-error.ts';
import type { Disk } from '../snapshot/disk.ts';
import { ownerToKeep } from '../snapshot/node-disk.ts';
import type { ObjectStore } from '../snapshot/object-store.ts';
import type { FileImage } from './transaction-plan.ts';

export interface Placement {
  readonly root: string;
  readonly path: string;
  readonly transaction_id: string;
}

/** Write an image beside its place, durably. The folder must exist. Nothing that a person sees has changed yet. */
export async function stageImage(at: Placement, image: FileImage, store: ObjectStore, disk: Disk): Promise<void> {
  const place = join(at.root, at.path);
  const current = await lstat(place).catch(() => null);
  const owner = ownerToKeep(current ?? (await lstat(dirname(place))));
  await disk.writeNew(temporaryOf(at), await store.get(image.sha256), image.mode, owner);
}

/** Put the staged image in place, or take the file away, in one step. */
export async function placeImage(at: Placement, image: FileImage | null, disk: Disk): Promise<void> {
  const place = join(at.root, at.path);
  if (image === null) await disk.unlink(place);
  else await disk.rename(temporaryOf(at), place);
  await disk.syncDir(dirname(place));
}

/** Remove what was staged in a folder and never placed. */
export async function removeStaged(folder: string, transactionId: string, disk: Disk): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return [];
    throw error;
  });
  for (const name of names) {
    if (name.startsWith(prefixOf(transactionId)) && name.endsWith('.tmp')) await disk.unlink(join(folder, name));
  }
}

/** In the file's own folder, so that rename() never crosses a file system; short names, recognisable after a crash. */
function temporaryOf(at: Placement): string {
  const place = join(at.root, at.path);
  const name = Buffer.from(basename(place)).toString('hex');
  // Two long names may share a beginning; their lengths and ends then differ.
  return join(
    dirname(place),
    `${prefixOf(at.transaction_id)}${name.slice(0, 64)}-${name.length}-${name.slice(-64)}.tmp`,
  );
}

function prefixOf(transactionId: string): string {
  return `.iama-${transactionId}-`;
}
