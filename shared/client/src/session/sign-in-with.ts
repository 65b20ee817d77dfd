import type { Session } from '@iama/contracts/auth/auth';
import { createClient } from '../create-client.ts';
import { memoryTokenStore } from '../token-store.ts';

/** A new session by e-mail and password. Keeps nothing: where tokens go is the caller's business. Throws ApiError. */
export async function signInWith(
  base_url: string,
  account: { readonly email: string; readonly password: string },
): Promise<Session> {
  const anonymous = createClient({ base_url, tokens: memoryTokenStore() });
  return await anonymous.call('auth.login', { body: account, repeatable: true });
}
