import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentStore } from '../../app/ports/content-store.ts';
import { isContentOf } from './is-content-of.ts';

const TEMPORARY = '.tmp';
/** No write takes that long; what is older was cut off. */
const CUT_OFF_MS = 3_600_000;

/** Contents as files, `<root>/<first two digits>/<hash>`. Several processes may share the folder. */
export function fileContents(root: string): ContentStore {
  const folderOf = (sha256: string): string => join(root, sha256.slice(0, 2));
  const pathOf = (sha256: string): string => join(folderOf(sha256), sha256);
  return {
    async put(sha256, bytes) {
      // A file that is there but damaged is written again.
      if ((await read(pathOf(sha256), sha256)) !== null) return;
      await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 });
      const temporary = `${pathOf(sha256)}.${randomBytes(6).toString('hex')}${TEMPORARY}`;
      try {
        await writeSynced(temporary, bytes);
        await rename(temporary, pathOf(sha256));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await sync(folderOf(sha256));
      await sync(root);
    },

    get: (sha256) => read(pathOf(sha256), sha256),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),

    async list(prefix) {
      const names = await readdir(join(root, prefix)).catch(() => []);
      const left = names.filter((name) => name.endsWith(TEMPORARY));
      await Promise.all(left.map((name) => clear(join(root, prefix, name))));
      return names.filter((name) => /^[0-9a-f]{64}$/.test(name));
    },
  };
}

async function read(path: string, sha256: string): Promise<Uint8Array | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  return bytes !== null && isContentOf(sha256, bytes) ? bytes : null;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name counts after a power cut only when its folder was written too. Windows has no such call, and needs none. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function clear(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && Date.now() - found.mtimeMs > CUT_OFF_MS) await rm(path, { force: true });
}
