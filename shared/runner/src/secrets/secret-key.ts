import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../errors/disk-error.ts';

const LENGTH = 32;

/**
 * The key that placeholders are made with: random bytes in a file of ours that only its owner can read, made when they are
 * first needed. They never leave this machine. Two processes that make them at once agree on one.
 */
export async function secretKey(dataDir: string): Promise<Uint8Array> {
  const path = join(dataDir, 'secret-key');
  const known = await readKey(path);
  if (known !== null) return known;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(LENGTH));
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, path);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  const made = await readKey(path);
  if (made === null) throw new Error(`${path} is not a key of ${LENGTH} bytes; remove it.`);
  return made;
}

async function readKey(path: string): Promise<Uint8Array | null> {
  try {
    const bytes = await readFile(path);
    return bytes.length === LENGTH ? bytes : null;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
