import type { TokenStore } from '@iama/client/token-store';
import { TokenPair } from '@iama/contracts/auth/auth';

const KEY = 'iama.tokens';

/**
 * Tokens live as long as the tab: closing it signs out. A tab has its own copy, and a duplicated tab would share a
 * refresh token that is good for one use, so refreshing is done under a lock of the browser's and reads the pair again.
 */
export const browserTokens: TokenStore = {
  read() {
    const parsed = TokenPair.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    return Promise.resolve(parsed.success ? parsed.data : null);
  },
  write(tokens) {
    sessionStorage.setItem(KEY, JSON.stringify(tokens));
    return Promise.resolve();
  },
  clear() {
    sessionStorage.removeItem(KEY);
    return Promise.resolve();
  },
  async exclusively(work) {
    // Pages served over plain HTTP from another machine have no lock manager; one tab then simply goes ahead.
    return 'locks' in navigator ? await navigator.locks.request(KEY, work) : await work();
  },
};
