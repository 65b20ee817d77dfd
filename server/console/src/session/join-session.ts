import type { Client } from '@iama/client/create-client';
import type { User } from '@iama/contracts/auth/auth';
import { makeChallenge } from './make-challenge.ts';

/**
 * Tokens live in one tab. An editor opens its page in a new one, and nobody should type a password again for that: so
 * the new tab asks the others for a code, as an editor would, and gets a session of its own. Messages stay within the
 * origin, and what is said there is of use only to the tab that has the verifier.
 */
const CHANNEL = 'iama.session';
/** A tab that is signed in says so at once. Without one, nobody should look at an empty page for longer. */
const SILENCE_MS = 150;
/** Then it asks the server; beyond this the person would wonder. */
const PATIENCE_MS = 3000;

type Message =
  | { readonly type: 'ask'; readonly code_challenge: string }
  | { readonly type: 'coming'; readonly code_challenge: string }
  | { readonly type: 'code'; readonly code_challenge: string; readonly code: string };

/** Null when no other tab is signed in, or none that answers. */
export async function joinSession(api: Client): Promise<User | null> {
  const proof = await makeChallenge();
  if (proof === null) return null;
  const code = await askOthers(proof.code_challenge);
  if (code === null) return null;
  const body = { code, code_verifier: proof.code_verifier, redirect_uri: location.origin };
  const session = await api.call('auth.handoff_exchange', { body });
  await api.tokens.write(session.tokens);
  return session.user;
}

/** Answers other tabs while this one is signed in. Returns how to stop. */
export function lendSession(api: Client): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type !== 'ask') return;
    const { code_challenge } = data;
    channel.postMessage({ type: 'coming', code_challenge } satisfies Message);
    const asked = { client: 'console', redirect_uri: location.origin, code_challenge } as const;
    void api.call('auth.handoff', { body: { ...asked, code_challenge_method: 'S256' } }).then(
      ({ code }) => channel.postMessage({ type: 'code', code_challenge, code } satisfies Message),
      // Then the other tab asks for the password.
      () => undefined,
    );
  };
  return () => channel.close();
}

function askOthers(code_challenge: string): Promise<string | null> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise<string | null>((resolve) => {
    let timer = setTimeout(() => resolve(null), SILENCE_MS);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type === 'ask' || data.code_challenge !== code_challenge) return;
      clearTimeout(timer);
      if (data.type === 'code') resolve(data.code);
      else timer = setTimeout(() => resolve(null), PATIENCE_MS);
    };
    channel.postMessage({ type: 'ask', code_challenge } satisfies Message);
  }).finally(() => channel.close());
}
