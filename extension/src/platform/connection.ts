import type { Client } from '@iama/client/create-client';
import { isSignedIn } from '@iama/client/session/is-signed-in';
import { signInWith } from '@iama/client/session/sign-in-with';
import { authentication, l10n } from 'vscode';
import { ConnectionError } from './control-plane-access.ts';
import type { ControlPlaneAccess } from './control-plane-access.ts';
import type { ControlPlane } from './find-control-plane.ts';
import { PROVIDER } from './sign-in/accounts.ts';
import { whyNotSignedIn } from './sign-in/sign-in-error.ts';

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
      if (await isSignedIn(client)) return client;
      if (plane.account) await signInLocally(client, plane.account);
      else await ask(plane.url);
      return client;
    },
    async known() {
      const found = await access.find();
      return found && (await found.client.tokens.read()) ? found.client : null;
    },
  };
}

/** Through the editor, so that it knows the account and asks whether this extension may use it. */
async function ask(url: string): Promise<void> {
  try {
    await authentication.getSession(PROVIDER, [], { createIfNone: true });
  } catch (error) {
    throw new ConnectionError(
      'NOT_SIGNED_IN',
      l10n.t('You are not signed in to {0}.', url),
      whyNotSignedIn(error) ?? l10n.t('Sign in, then try again.'),
    );
  }
}

async function signInLocally(client: Client, account: NonNullable<ControlPlane['account']>): Promise<void> {
  const { tokens } = await signInWith(client.base_url, account);
  await client.tokens.write(tokens);
}
