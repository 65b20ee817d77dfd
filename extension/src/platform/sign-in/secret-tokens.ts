import type { TokenStore } from '@iama/client/token-store';
import { TokenPair } from '@iama/contracts/auth/auth';
import { withFileLock } from '@iama/runner/records/with-file-lock';
import type { SecretStorage } from 'vscode';

/**
 * Tokens of one control plane in the editor's secret storage, and nowhere else. All windows share it; the lock file keeps
 * two of them from using one refresh token twice.
 */
export function secretTokens(secrets: SecretStorage, url: string, lock_path: string): TokenStore {
  const key = `tokens ${url}`;
  return {
    async read() {
      const text = await secrets.get(key);
      if (text === undefined) return null;
      const parsed = TokenPair.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : null;
    },
    write: (tokens) => Promise.resolve(secrets.store(key, JSON.stringify(tokens))),
    clear: () => Promise.resolve(secrets.delete(key)),
    exclusively: (work) => withFileLock(lock_path, work),
  };
}
