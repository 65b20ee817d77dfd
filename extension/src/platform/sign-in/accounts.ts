import { EventEmitter, authentication, l10n, window } from 'vscode';
import type {
  AuthenticationProvider,
  AuthenticationProviderAuthenticationSessionsChangeEvent,
  AuthenticationSession,
  Disposable,
  Memento,
  Uri,
} from 'vscode';
import type { ControlPlaneAccess } from '../control-plane-access.ts';
import { asSignInError } from './sign-in-error.ts';
import { askToSignIn } from './sign-in.ts';

export const PROVIDER = 'iama';

/** IAMA in the editor's Accounts menu. There is one session for each control plane; the tokens are in secret storage. */
export function accounts(access: ControlPlaneAccess, memory: Memento): Disposable[] {
  const changed = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const answers = new EventEmitter<Uri>();

  async function sessions(): Promise<AuthenticationSession[]> {
    const found = await access.presumed();
    const tokens = await found?.tokens.read();
    if (!found || !tokens) return [];
    return [sessionOf(found.url, tokens.access_token, memory.get(emailKey(found.url), ''))];
  }

  const provider: AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: () => sessions(),
    async createSession() {
      const found = await access.find();
      if (!found) throw access.nowhere();
      const { client } = found;
      const session = await askToSignIn(client, answers.event).catch((error: unknown) => {
        throw asSignInError(error);
      });
      if (!session) throw new Error(l10n.t('Nobody signed in.'));
      await client.tokens.write(session.tokens);
      await memory.update(emailKey(client.base_url), session.user.email);
      const made = sessionOf(client.base_url, session.tokens.access_token, session.user.email);
      changed.fire({ added: [made], removed: [], changed: [] });
      return made;
    },
    async removeSession() {
      const removed = await sessions();
      const found = await access.find();
      const tokens = await found?.client.tokens.read();
      if (!found || !tokens) return;
      const body = { refresh_token: tokens.refresh_token };
      await found.client.call('auth.logout', { body, retries: 0 }).catch(() => undefined);
      await found.client.tokens.clear();
      changed.fire({ added: [], removed, changed: [] });
    },
  };
  return [
    changed,
    answers,
    authentication.registerAuthenticationProvider(PROVIDER, 'IAMA', provider, { supportsMultipleAccounts: false }),
    window.registerUriHandler({ handleUri: (uri) => answers.fire(uri) }),
  ];
}

function sessionOf(id: string, accessToken: string, email: string): AuthenticationSession {
  return { id, accessToken, account: { id: email || id, label: email || id }, scopes: [] };
}

function emailKey(base_url: string): string {
  return `email ${base_url}`;
}
