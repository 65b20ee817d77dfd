import type { TokenPair } from '@iama/contracts/auth/auth';
import { isSignedOut } from './api-error.ts';
import type { TokenStore } from './token-store.ts';

/**
 * Returns a function that gets a pair newer than `stale`, null when signed out. However many callers ask at once, one
 * refresh is sent (single flight), and nobody who holds an older token sends a second one: if the store has moved on
 * meanwhile, its pair is the answer. When the server refuses the refresh token, the store is emptied.
 */
export function createRefresher(
  store: TokenStore,
  exchange: (refresh_token: string) => Promise<TokenPair>,
): (stale: TokenPair) => Promise<TokenPair | null> {
  let flight: Promise<TokenPair | null> | null = null;

  async function refresh(stale: TokenPair): Promise<TokenPair | null> {
    const current = await store.read();
    if (!current || current.access_token !== stale.access_token) return current;
    try {
      const fresh = await exchange(current.refresh_token);
      await store.write(fresh);
      return fresh;
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      await store.clear();
      throw error;
    }
  }

  return async (stale) => {
    for (;;) {
      flight ??= store
        .exclusively(() => refresh(stale))
        .finally(() => {
          flight = null;
        });
      const pair = await flight;
      // Joined a flight that began before this token existed: go again.
      if (pair?.access_token !== stale.access_token) return pair;
    }
  };
}
