import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { isSignedIn } from '@iama/client/session/is-signed-in';
import { signInWith } from '@iama/client/session/sign-in-with';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import { secretKey } from '@iama/runner/secrets/secret-key';
import { z } from 'zod';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { AppFolders } from './app-folders.ts';
import { credentialStore, rememberLogin } from './credentials.ts';
import { findServer } from './find-server.ts';
import type { FoundServer } from './find-server.ts';

/** A signed-in client of the control plane that belongs to this person. Throws NOT_SIGNED_IN or NO_SERVER. */
export async function connect(folders: AppFolders, terminal: Terminal): Promise<Client> {
  const server = await findServer(folders, undefined);
  const tokens = credentialStore(folders.config, server.url);
  const gate = secretGate(await secretKey(folders.data));
  const client = createClient({ base_url: server.url, tokens, outgoing: (body) => gate.maskValue(body) });
  if (server.local) await signInLocally(client, server, folders, terminal);
  if (!(await tokens.read())) {
    throw new CliError(
      'NOT_SIGNED_IN',
      `You are not signed in to ${server.url}.`,
      'Sign in with `iama login`, or make an account with `iama login --register`.',
      EXIT.signed_out,
    );
  }
  return client;
}

/**
 * A server that runs from this clone tells its first account in a file that only its owner can read. Whoever can read
 * it may use it, so nobody has to copy a password from one window to the other.
 */
async function signInLocally(
  client: Client,
  server: FoundServer,
  folders: AppFolders,
  terminal: Terminal,
): Promise<void> {
  if (await isSignedIn(client)) return;
  const file = join(folders.local_server, 'local-account.json');
  const account = await readAccount(file);
  if (!account) return;
  const session = await signInWith(server.url, account);
  const login = { email: session.user.email, tokens: session.tokens };
  await rememberLogin(folders.config, server.url, login, false);
  terminal.remark(`Signed in to ${server.url} as ${session.user.email}, with the account in ${file}.`);
}

const Account = z.object({ email: z.string(), password: z.string() });

async function readAccount(file: string): Promise<z.infer<typeof Account> | null> {
  try {
    return Account.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}
