import { isSignedOut } from '@iama/client/api-error';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import { authentication, l10n } from 'vscode';
import { ConnectionError } from './control-plane-access.ts';
import type { ControlPlaneAccess } from './control-plane-access.ts';
import type { ControlPlane } from './find-control-plane.ts';
import { PROVIDER } from './sign-in/accounts.ts';

export interface Connection {
  /**
   * A signed-in client. Whoever may read the first account of a control plane on this machine is signed in with it;
   * everybody else is asked. Throws ConnectionError, and ApiError when the control plane does not answer.
   */
  client(): Promise<Client>;
  /** The client if somebody is signed in already; asks nobody, and starts nothing. */
  known(): Promise<Client | null>;
}

export function connection(access: ControlPlaneAccess): Connection {
  return {
    async client() {
      const found = await access.find();
      if (!found) throw access.nowhere();
      const { client, plane } = found;
      if (await stillSignedIn(client)) return client;
      if (plane.account) await signInLocally(client, plane.account);
      else if (!(await asked())) throw notSignedIn(plane.url);
      return client;
    },
    async known() {
      const found = await access.find();
      return found && (await found.client.tokens.read()) ? found.client : null;
    },
  };
}

/** Through the editor, so that it knows the account and asks whether this extension may use it. */
async function asked(): Promise<boolean> {
  try {
    return (await authentication.getSession(PROVIDER, [], { createIfNone: true })) !== undefined;
  } catch {
    // Dismissed: what to do is said by whoever wanted the client.
    return false;
  }
}

/** The database behind a local address may be another one than last time: then the old tokens are worth nothing. */
async function stillSignedIn(client: Client): Promise<boolean> {
  if (!(await client.tokens.read())) return false;
  try {
    await client.call('auth.me');
    return true;
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    await client.tokens.clear();
    return false;
  }
}

async function signInLocally(client: Client, account: NonNullable<ControlPlane['account']>): Promise<void> {
  const anonymous = createClient({ base_url: client.base_url, tokens: memoryTokenStore() });
  const session = await anonymous.call('auth.login', { body: account, repeatable: true });
  await client.tokens.write(session.tokens);
}

function notSignedIn(url: string): ConnectionError {
  return new ConnectionError(
    'NOT_SIGNED_IN',
    l10n.t('You are not signed in to {0}.', url),
    l10n.t('Sign in, then try again.'),
  );
}
