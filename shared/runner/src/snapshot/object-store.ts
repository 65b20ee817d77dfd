import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asDiskError, errnoOf } from '../errors/disk-error.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { sha256 } from '../workspace/sha256.ts';
import type { Disk } from './disk.ts';
import { makeDirs } from './make-dirs.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Copies of files by the SHA-256 of their bytes, outside every repository. */
export interface ObjectStore {
  /** Keep these bytes; returns their hash. Durable and verified when it returns. Throws DISK_FULL. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes with this hash, verified. Throws SNAPSHOT_MISSING when they are gone or damaged. */
  get(hash: string): Promise<Uint8Array>;
}

export function openObjectStore(dataDir: string, disk: Disk): ObjectStore {
  const pathOf = (hash: string): string => join(dataDir, 'objects', hash.slice(0, 2), hash.slice(2));

  /** The bytes if they are there and whole, null otherwise. */
  async function read(hash: string): Promise<Uint8Array | null> {
    try {
      const bytes = await readFile(pathOf(hash));
      return sha256(bytes) === hash ? bytes : null;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  return {
    async put(bytes) {
      const hash = sha256(bytes);
      if ((await read(hash)) !== null) return hash;
      try {
        await makeDirs(disk, dirname(pathOf(hash)));
        await writeFileDurably(disk, pathOf(hash), bytes);
      } catch (error) {
        throw asDiskError(error, 'the snapshot');
      }
      if ((await read(hash)) === null) throw damaged(hash, 'did not read back as it was written');
      return hash;
    },
    async get(hash) {
      const bytes = await read(hash);
      if (bytes === null) throw damaged(hash, 'is missing or damaged');
      return bytes;
    },
  };
}

function damaged(hash: string, what: string): RunnerError {
  return new RunnerError(
    'SNAPSHOT_MISSING',
    `The snapshot ${hash.slice(0, 12)} ${what}.`,
    'Check the disk that holds the data folder; nothing in the workspace was touched.',
  );
}
