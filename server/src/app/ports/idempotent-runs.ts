import type { Store } from './store.ts';

export interface IdempotencyKey {
  readonly user_id: string;
  readonly key: string;
  readonly route: string;
  /** Lower-case hexadecimal SHA-256 of what was asked. */
  readonly request_sha256: string;
}

export interface IdempotentRuns {
  /**
   * Runs `work` unless an earlier request with this key succeeded; then its answer is returned.
   * The key, the answer and whatever `work` writes through the store it is given commit together: neither a kill nor a
   * twin at the same moment can make it happen twice. A twin waits for the first one; a rejection leaves the key free.
   * IDEMPOTENCY_KEY_REUSED when the key was used for another request, IDEMPOTENCY_IN_PROGRESS when the wait is long.
   */
  once<T>(key: IdempotencyKey, now: Date, work: (store: Store) => Promise<T>): Promise<T>;
}
