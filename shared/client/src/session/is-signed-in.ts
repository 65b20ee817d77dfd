import { isSignedOut } from '../api-error.ts';
import type { Client } from '../create-client.ts';

/**
 * Whether the client's tokens still open anything. The database behind a local address may be another one than last time:
 * tokens that are worth nothing are cleared. Throws ApiError when no answer came.
 */
export async function isSignedIn(client: Client): Promise<boolean> {
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
