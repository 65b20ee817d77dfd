import { createHash, randomUUID } from 'node:crypto';
import type { Client } from '@iama/client/create-client';
import type { Place } from './places.ts';
import { REDIRECT } from './samples.ts';

const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
/** Each is good for one use. */
const EACH = 8;

/** Sign-ins under way: codes of a browser, and devices that wait for their person or were let in. */
export async function signInsUnderWay(client: Client): Promise<Place> {
  const some = Array.from({ length: EACH });
  const codes: string[] = [];
  const waiting: string[] = [];
  const let_in: string[] = [];
  for (const _ of some) {
    const body = {
      client: 'vscode',
      redirect_uri: REDIRECT,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    } as const;
    codes.push((await client.call('auth.handoff', { body })).code);
    waiting.push((await client.call('auth.device', { body: { client: 'cli' } })).user_code);
    const { user_code, device_code } = await client.call('auth.device', { body: { client: 'cli' } });
    await client.call('auth.device_decide', { body: { user_code, decision: 'approve' } });
    let_in.push(device_code);
  }
  return {
    code: codes,
    code_verifier: [VERIFIER],
    code_challenge: [CHALLENGE],
    redirect_uri: [REDIRECT],
    user_code: waiting,
    device_code: let_in,
    email: some.map(() => `${randomUUID()}@example.test`),
  };
}
