import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths under a folder, relative, whose bytes have something of this shape. */
export async function findInFiles(folder: string, shape: RegExp): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file that goes while we look cannot keep anything.
    const text = await readFile(path, 'latin1').catch(() => '');
    if (shape.test(text)) found.push(path.slice(folder.length + 1));
  }
  return found.toSorted();
}
