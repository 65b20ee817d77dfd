import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { knownSecretsOf } from '@iama/engine/secrets/known-secrets';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { decodeText } from '../workspace/decode-text.ts';
import { secretKey } from './secret-key.ts';

/** Files beside the sources that hold secrets and are ignored for that reason. A test may print what they say. */
const SETTINGS = /^\.env(?:\..+)?$|^\.npmrc$|^\.netrc$/;

/** The gate for what is told of a workspace: it knows the secrets in these texts and in the root's own settings. */
export async function openGate(dataDir: string, root: string, texts: Iterable<string>): Promise<SecretGate> {
  const key = await secretKey(dataDir);
  return secretGate(key, knownSecretsOf([...texts, ...(await settingsOf(root))]));
}

async function settingsOf(root: string): Promise<readonly string[]> {
  const names = (await readdir(root).catch(() => [])).filter((name) => SETTINGS.test(name));
  const read = names.map(async (name) => {
    const bytes = await readFile(join(root, name)).catch(() => null);
    const decoded = bytes === null ? null : decodeText(bytes);
    return decoded?.ok ? [decoded.text] : [];
  });
  return (await Promise.all(read)).flat();
}
