import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../errors/disk-error.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { isAlive, thisProcess } from '../run/process-identity.ts';
import type { ProcessIdentity } from '../run/process-identity.ts';

/**
 * Run `work` while no other process changes this workspace through us. A lock whose owner is dead is taken over.
 * Throws WORKSPACE_BUSY when its owner lives.
 */
export async function withWorkspaceLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  const mine = `${JSON.stringify({ ...thisProcess(), nonce: randomBytes(8).toString('hex') })}\n`;
  await acquire(folder, path, mine);
  try {
    return await work();
  } finally {
    if ((await readFile(path, 'utf8').catch(() => null)) === mine) await rm(path, { force: true });
  }
}

async function acquire(folder: string, path: string, mine: string): Promise<void> {
  const candidate = join(folder, `lock.${randomBytes(6).toString('hex')}`);
  await writeFile(candidate, mine, { flag: 'wx' });
  try {
    for (let tries = 0; tries < 20; tries += 1) {
      // link() fails if the lock exists, and shows it whole if not: nobody ever reads half a lock.
      const taken = await link(candidate, path).then(
        () => true,
        (error: unknown) => {
          if (errnoOf(error) === 'EEXIST') return false;
          throw error;
        },
      );
      if (taken) return;
      await breakIfDead(folder, path);
    }
  } finally {
    await rm(candidate, { force: true });
  }
  throw busy();
}

async function breakIfDead(folder: string, path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  if (isAlive(JSON.parse(text) as ProcessIdentity)) throw busy();
  // Move it aside before deleting it: if somebody else broke it first and locked anew, theirs is put back.
  const aside = join(folder, `lock.dead.${randomBytes(6).toString('hex')}`);
  await rename(path, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => null);
  if (moved !== null && moved !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function busy(): RunnerError {
  return new RunnerError(
    'WORKSPACE_BUSY',
    'Another process is applying or reverting changes in this workspace.',
    'Wait until it has finished, then do it again.',
  );
}
