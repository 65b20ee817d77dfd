import type { Client } from '@iama/client/create-client';
import type { Session } from '@iama/contracts/auth/auth';
import { ProgressLocation, l10n, window } from 'vscode';
import type { Event, Uri } from 'vscode';
import { signInByBrowser } from './by-browser.ts';
import { signInByDeviceCode } from './by-device-code.ts';
import { SignInError } from './sign-in-error.ts';

/**
 * Ask the person to sign in: in the browser, or with a code when that does not work here. Null when they do not want to;
 * throws SignInError when it did not work, and ApiError.
 */
export async function askToSignIn(client: Client, answers: Event<Uri>): Promise<Session | null> {
  const outcome = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Waiting for you to sign in to {0} in the browser', new URL(client.base_url).host),
      cancellable: true,
    },
    (_, token) => signInByBrowser(client, answers, token),
  );
  if (typeof outcome === 'object') return outcome;
  if (outcome === 'refused') {
    throw new SignInError(l10n.t('The sign-in was refused in the browser. Start again if that was a mistake.'));
  }
  const useCode = l10n.t('Use a Code');
  const question = l10n.t('Sign in with a code instead? It can be typed on any screen.');
  const answer = await window.showInformationMessage(question, { modal: true }, useCode);
  return answer === useCode ? await signInByDeviceCode(client) : null;
}
