import type { TokenPair } from '@iama/contracts/auth/auth';

/** Where the tokens are kept between calls: memory, a file, the editor's secret storage, the browser. */
export interface TokenStore {
  read(): Promise<TokenPair | null>;
  write(tokens: TokenPair): Promise<void>;
  clear(): Promise<void>;
  /**
   * Run `work` alone among everybody who shares this store (other windows, other processes). A refresh token is good
   * for one use, so two processes that refresh at once would look like a theft and end the session.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export function memoryTokenStore(initial: TokenPair | null = null): TokenStore {
  let tokens = initial;
  return {
    read: () => Promise.resolve(tokens),
    write(next) {
      tokens = next;
      return Promise.resolve();
    },
    clear() {
      tokens = null;
      return Promise.resolve();
    },
    exclusively: (work) => work(),
  };
}
