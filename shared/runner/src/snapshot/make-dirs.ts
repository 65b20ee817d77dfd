import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from '../errors/disk-error.ts';
import type { Disk } from './disk.ts';

/** Make a folder and its missing parents, each durable before the next. */
export async function makeDirs(disk: Disk, path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory() || dirname(path) === path) return;
  await makeDirs(disk, dirname(path));
  try {
    await disk.makeDir(path, null);
  } catch (error) {
    // Another process may have been faster.
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  await disk.syncDir(dirname(path));
}
