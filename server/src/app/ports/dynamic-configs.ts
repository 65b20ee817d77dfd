export interface DynamicConfig {
  readonly key: string;
  /** Json. */
  readonly value: unknown;
  readonly revision: number;
  readonly updated_at: Date;
  /** The admin who wrote it, or null. */
  readonly updated_by: string | null;
}

/** Settings that change while the product runs, as rows. Secrets are never among them, only where they are kept. */
export interface DynamicConfigReads {
  /** Json, to be parsed by whoever asks; null when there is no such key. */
  find(key: string): Promise<unknown>;
  /** The row with what is known of it; null when there is none. */
  entry(key: string): Promise<DynamicConfig | null>;
  /** All whose key begins so, by key. */
  under(prefix: string): Promise<{ readonly key: string; readonly value: unknown }[]>;
}

export interface DynamicConfigStore extends DynamicConfigReads {
  /** Writes the row, whether it was there or not. Its revision: 1, or one more than before. */
  put(key: string, value: unknown, at: Date): Promise<number>;
  /** Writes the row if its revision is the one that was read; null when it is another, or there is none. */
  replace(config: Omit<DynamicConfig, 'revision'>, read_revision: number): Promise<DynamicConfig | null>;
}
