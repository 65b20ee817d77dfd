import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface FileWatch {
  /** Paths that were written, made, renamed or removed since, even if they now hold what they held. */
  changed(): Promise<readonly string[]>;
}

/**
 * Compares times of change and inodes, so that it needs no watcher and misses nothing. `.git` is left out: VS Code's own
 * git refreshes its index whenever it looks.
 */
export async function watchFiles(folder: string): Promise<FileWatch> {
  const before = await marks(folder);
  return {
    async changed() {
      const after = await marks(folder);
      const paths = new Set([...before.keys(), ...after.keys()]);
      return [...paths].filter((path) => before.get(path) !== after.get(path)).toSorted();
    },
  };
}

async function marks(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const path of await readdir(folder, { recursive: true })) {
    if (path.split(sep)[0] === '.git') continue;
    const stat = await lstat(join(folder, path), { bigint: true });
    if (!stat.isDirectory()) found.set(path, `${stat.ino} ${stat.ctimeNs}`);
  }
  return found;
}
