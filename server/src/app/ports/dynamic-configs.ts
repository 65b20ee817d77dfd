/** Settings that change while the product runs, as rows. Secrets are never among them, only where they are kept. */
export interface DynamicConfigReads {
  /** Json, to be parsed by whoever asks; null when there is no such key. */
  find(key: string): Promise<unknown>;
}
