import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

export interface TreeFingerprint {
  /** Each path below the root with a hash over its kind, mode and bytes. */
  readonly entries: ReadonlyMap<string, string>;
  readonly sha256: string;
}

/** Every file, link and folder below `root`, `.git` included. Two trees with the same fingerprint are byte-identical. */
export async function fingerprintTree(root: string): Promise<TreeFingerprint> {
  const entries = new Map<string, string>();
  const names = (await readdir(root, { recursive: true })).toSorted();
  for (const name of names) {
    const path = join(root, name);
    const stat = await lstat(path);
    const hash = createHash('sha256').update(`${stat.mode}\n`);
    if (stat.isSymbolicLink()) hash.update(await readlink(path));
    else if (stat.isFile()) hash.update(await readFile(path));
    entries.set(name, hash.digest('hex'));
  }
  const all = createHash('sha256');
  for (const [name, hash] of entries) all.update(`${name}\0${hash}\n`);
  return { entries, sha256: all.digest('hex') };
}

/** Paths that are not the same in both, or only in one. */
export function differences(before: TreeFingerprint, after: TreeFingerprint): string[] {
  const paths = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...paths].filter((path) => before.entries.get(path) !== after.entries.get(path)).toSorted();
}
