import type { Client } from '@iama/client/create-client';
import { awaitDevice } from '@iama/client/session/await-device';
import type { Session } from '@iama/contracts/auth/auth';
import { DeviceClient } from '@iama/contracts/auth/device';
import { ProgressLocation, Uri, env, l10n, window } from 'vscode';

/** Sign in on another screen: a short code is shown here and typed there. Null when the person gives up. */
export async function signInByDeviceCode(client: Client): Promise<Session | null> {
  const editor = DeviceClient.safeParse(env.uriScheme);
  const body = { client: editor.success ? editor.data : ('vscode' as const) };
  const asked = await client.call('auth.device', { body });
  const open = l10n.t('Copy Code and Open Page');
  const answer = await window.showInformationMessage(
    l10n.t('Your code is {0}', asked.user_code),
    {
      modal: true,
      detail: l10n.t('Type it at {0} within {1} minutes.', asked.verification_uri, asked.expires_in_s / 60),
    },
    open,
  );
  if (answer !== open) return null;
  await env.clipboard.writeText(asked.user_code);
  await env.openExternal(Uri.parse(asked.verification_uri_complete));
  return await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Waiting for code {0}', asked.user_code),
      cancellable: true,
    },
    async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return await awaitDevice(client, asked, stop.signal);
    },
  );
}
