import { createPrivateKey, generateKeyPair, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A private RSA key of at least 2048 bits in PEM. */
export function parseSigningKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw new Error('The signing key must be an RSA key of 2048 bits or more');
  }
  return key;
}

/** The key in this file, which only its owner can read; made when there is none. */
export async function keptSigningKey(path: string): Promise<KeyObject> {
  const kept = await readKey(path);
  if (kept) return kept;
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const half_done = `${path}.new-${randomUUID()}`;
  try {
    const file = await open(half_done, 'wx', 0o600);
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await file.sync();
    await file.close();
    // A link, unlike a rename, does not replace: of two processes at once, both end up with the first one's key.
    await link(half_done, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(half_done, { force: true });
  }
  const made = await readKey(path);
  if (!made) throw new Error(`The signing key ${path} disappeared`);
  return made;
}

async function readKey(path: string): Promise<KeyObject | null> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return pem === null ? null : parseSigningKey(pem);
}
