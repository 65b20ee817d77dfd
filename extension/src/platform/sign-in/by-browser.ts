import { createHash, randomBytes } from 'node:crypto';
import type { Client } from '@iama/client/create-client';
import type { Session } from '@iama/contracts/auth/auth';
import { EditorId } from '@iama/contracts/auth/editor';
import { Uri, env } from 'vscode';
import type { CancellationToken, Event } from 'vscode';
import { readSignInAnswer, signInPage } from '../../core/sign-in-request.ts';

/** Which page the browser is opened on, and what became of it. `unknown_editor`: the control plane does not know this one. */
export type BrowserSignIn = Session | 'refused' | 'cancelled' | 'unknown_editor';

/**
 * Sign in through the browser: a one-time code comes back to this window and is exchanged with the proof that only this
 * window has (PKCE). Tokens never stand in an address.
 */
export async function signInByBrowser(
  client: Client,
  answers: Event<Uri>,
  token: CancellationToken,
): Promise<BrowserSignIn> {
  const editor = EditorId.safeParse(env.uriScheme);
  if (!editor.success) return 'unknown_editor';
  const code_verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const callback = await env.asExternalUri(Uri.parse(`${env.uriScheme}://iama.extension/auth`));
  const redirect_uri = callback.toString(true);
  const page = signInPage(client.base_url, {
    client: editor.data,
    redirect_uri,
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
  });
  const answer = answerTo(state, answers, token);
  await env.openExternal(Uri.parse(page));
  const code = await answer;
  if (code === 'refused' || code === 'cancelled') return code;
  // Once: a second use of a code ends the session that the first one made.
  return await client.call('auth.handoff_exchange', {
    body: { code: code.code, code_verifier, redirect_uri },
    retries: 0,
  });
}

function answerTo(
  state: string,
  answers: Event<Uri>,
  token: CancellationToken,
): Promise<{ code: string } | 'refused' | 'cancelled'> {
  return new Promise((resolve) => {
    const listening = [
      answers((uri) => {
        const answer = readSignInAnswer(uri.query, state);
        if (answer.kind === 'foreign') return;
        settle(answer.kind === 'code' ? { code: answer.code } : 'refused');
      }),
      token.onCancellationRequested(() => settle('cancelled')),
    ];
    const settle = (result: { code: string } | 'refused' | 'cancelled') => {
      for (const each of listening) each.dispose();
      resolve(result);
    };
  });
}
