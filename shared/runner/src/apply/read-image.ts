import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../errors/disk-error.ts';
import { sha256 } from '../workspace/sha256.ts';
import type { FileImage } from './transaction-plan.ts';

export interface ReadImage extends FileImage {
  readonly bytes: Uint8Array;
}

/** A file as it stands, null when there is none. A link or a folder in its place reads as an image nothing can equal. */
export async function readImage(root: string, path: string): Promise<ReadImage | null> {
  const place = join(root, path);
  try {
    const stat = await lstat(place);
    if (!stat.isFile()) return { sha256: 'not-a-file', mode: 0, bytes: new Uint8Array() };
    const bytes = await readFile(place);
    return { sha256: sha256(bytes), mode: stat.mode & 0o7777, bytes };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return null;
    throw error;
  }
}

/** Same bytes, or both absent. Modes are not compared: a person's chmod is not a change of content. */
export function sameContent(a: FileImage | null, b: FileImage | null): boolean {
  return (a?.sha256 ?? null) === (b?.sha256 ?? null);
}
