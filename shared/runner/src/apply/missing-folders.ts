import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedFile } from './transaction-plan.ts';

/** Folders that must be made before these files can be written, parents first. */
export async function missingFolders(root: string, files: readonly PlannedFile[]): Promise<readonly string[]> {
  const missing = new Set<string>();
  for (const file of files) {
    if (file.after === null) continue;
    const segments = file.path.split('/').slice(0, -1);
    for (let depth = 1; depth <= segments.length; depth += 1) {
      const folder = segments.slice(0, depth).join('/');
      if ((await lstat(join(root, folder)).catch(() => null)) === null) missing.add(folder);
    }
  }
  return [...missing].toSorted();
}
