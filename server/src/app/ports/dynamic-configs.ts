/** Settings that change while the product runs, as rows. Secrets are never among them, only where they are kept. */
export interface DynamicConfigReads {
  /** Json, to be parsed by whoever asks; null when there is no such key. */
  find(key: string): Promise<unknown>;
  /** All whose key begins so, by key. */
  under(prefix: string): Promise<{ readonly key: string; readonly value: unknown }[]>;
}

export interface DynamicConfigStore extends DynamicConfigReads {
  /** Writes the row, whether it was there or not. Its revision: 1, or one more than before. */
  put(key: string, value: unknown, at: Date): Promise<number>;
}
