import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Writes a file only its owner can read. It is there whole or not at all, also after a power cut. */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  const half_done = `${path}.new-${randomUUID()}`;
  try {
    const file = await open(half_done, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half_done, path);
  } catch (error) {
    await rm(half_done, { force: true });
    throw error;
  }
}
