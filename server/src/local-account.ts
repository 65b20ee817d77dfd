import { randomBytes, randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureAccount } from './app/auth/ensure-account.ts';
import type { AuthDeps } from './app/auth/auth-deps.ts';
import { StartError } from './start-error.ts';

const LocalAccount = z.object({ email: z.email(), password: z.string().min(12).max(256) });
export type LocalAccount = z.infer<typeof LocalAccount>;

/**
 * The first account of a local start. Its credentials are in a file that only its owner can read, and are written
 * before the account is made: whatever a kill interrupts, the next start finds the file and makes them work.
 */
export async function localAccount(data_dir: string, auth: AuthDeps): Promise<LocalAccount & { file: string }> {
  const file = join(data_dir, 'local-account.json');
  const account = (await readAccount(file)) ?? (await writeAccount(file));
  await ensureAccount(auth, account);
  return { ...account, file };
}

async function readAccount(file: string): Promise<LocalAccount | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return LocalAccount.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartError(
      `${file} is not readable as credentials.`,
      'Delete it: the account then gets a new password.',
      cause,
    );
  }
}

async function writeAccount(path: string): Promise<LocalAccount> {
  const account = { email: 'me@iama.local', password: randomBytes(15).toString('base64url') };
  const half_done = `${path}.new-${randomUUID()}`;
  const file = await open(half_done, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify(account, null, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(half_done, path);
  return account;
}
