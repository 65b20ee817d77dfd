import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Disk } from './disk.ts';

/** Put a file in place whole or not at all: temporary file, fsync, rename, fsync of the folder. */
export async function writeFileDurably(disk: Disk, path: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  await disk.writeNew(temporary, bytes, mode, null);
  try {
    await disk.rename(temporary, path);
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await disk.syncDir(dirname(path));
}
