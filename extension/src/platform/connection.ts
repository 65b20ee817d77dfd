import { join } from 'node:path';
import { isSignedOut } from '@iama/client/api-error';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import { userFolders } from '@iama/runner/records/user-folders';
import { l10n } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { findControlPlane } from './find-control-plane.ts';
import type { ControlPlane } from './find-control-plane.ts';
import { localDataFolders } from './local-data-folders.ts';
import { secretTokens } from './secret-tokens.ts';
import { readSettings } from './settings.ts';

/** No control plane, or nobody signed in: what a person can do about it is in `next`. */
export class ConnectionError extends Error {
  readonly code: 'NO_CONTROL_PLANE' | 'NOT_SIGNED_IN';
  readonly next: string;

  constructor(code: ConnectionError['code'], message: string, next: string) {
    super(message);
    this.code = code;
    this.next = next;
  }
}

export interface Connection {
  /** A signed-in client. Throws ConnectionError, and ApiError when the control plane does not answer. */
  client(): Promise<Client>;
  /** The client if somebody is signed in already; asks nobody, and starts nothing. */
  known(): Promise<Client | null>;
  signOut(): Promise<void>;
}

export function connection(context: ExtensionContext): Connection {
  let current: { client: Client; plane: ControlPlane } | null = null;

  async function find(): Promise<{ client: Client; plane: ControlPlane } | null> {
    const plane = await findControlPlane(readSettings().control_plane_url, await localDataFolders());
    if (!plane) return null;
    if (current?.plane.url !== plane.url) {
      const lock = join(userFolders().config, 'editor-refresh.lock');
      const client = createClient({ base_url: plane.url, tokens: secretTokens(context.secrets, plane.url, lock) });
      current = { client, plane };
    }
    return current;
  }

  return {
    async client() {
      const found = await find();
      if (!found) throw noControlPlane();
      if (await stillSignedIn(found.client)) return found.client;
      if (!found.plane.account) throw notSignedIn(found.plane.url);
      await signInLocally(found.client, found.plane.account);
      return found.client;
    },
    async known() {
      const found = await find();
      return found && (await found.client.tokens.read()) ? found.client : null;
    },
    async signOut() {
      const found = await find();
      const tokens = await found?.client.tokens.read();
      if (!found || !tokens) return;
      const body = { refresh_token: tokens.refresh_token };
      await found.client.call('auth.logout', { body, retries: 0 }).catch(() => undefined);
      await found.client.tokens.clear();
    },
  };
}

/** The database behind a local address may be another one than last time. */
async function stillSignedIn(client: Client): Promise<boolean> {
  if (!(await client.tokens.read())) return false;
  try {
    await client.call('auth.me');
    return true;
  } catch (error) {
    if (isSignedOut(error)) return false;
    throw error;
  }
}

async function signInLocally(client: Client, account: NonNullable<ControlPlane['account']>): Promise<void> {
  const anonymous = createClient({ base_url: client.base_url, tokens: memoryTokenStore() });
  const session = await anonymous.call('auth.login', { body: account, repeatable: true });
  await client.tokens.write(session.tokens);
}

function noControlPlane(): ConnectionError {
  return new ConnectionError(
    'NO_CONTROL_PLANE',
    l10n.t('No control plane answers.'),
    l10n.t('Start one on this machine with `npm start` in a clone of IAMA, or set its address in the settings.'),
  );
}

function notSignedIn(url: string): ConnectionError {
  return new ConnectionError(
    'NOT_SIGNED_IN',
    l10n.t('You are not signed in to {0}.', url),
    l10n.t('Sign in, then try again.'),
  );
}
