import { createClient } from '@iama/client/create-client';
import { credentialStore, forgetLogin, readCredentials } from '../session/credentials.ts';
import { findServer } from '../session/find-server.ts';
import type { App } from './app.ts';

/** End the session on the server, if it can be reached, and forget it here in any case. */
export async function logout(app: App, options: { readonly url?: string | undefined }): Promise<void> {
  const { terminal, folders } = app;
  const server = await findServer(folders, options.url);
  const known = (await readCredentials(folders.config)).logins[server.url];
  await forgetLogin(folders.config, server.url);
  if (known) {
    const client = createClient({ base_url: server.url, tokens: credentialStore(folders.config, server.url) });
    const body = { refresh_token: known.tokens.refresh_token };
    await client.call('auth.logout', { body, repeatable: true, retries: 1 }).catch(() => {
      terminal.remark(`${server.url} could not be told; its session ends by itself.`);
    });
  }
  terminal.record({ url: server.url, signed_out: known !== undefined });
  terminal.line(known ? `Signed out of ${server.url}.` : `You were not signed in to ${server.url}.`);
}
