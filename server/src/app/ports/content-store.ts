/**
 * Bytes under their own hash (lower-case hexadecimal SHA-256). Whoever needs them to stay holds the hash in a row of the database;
 * what no row holds is swept.
 */
export interface ContentStore {
  /** Durable when it resolves. The same bytes again change nothing. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Null when they are gone, or are others now: bytes that are not those of the hash are never given out. */
  get(sha256: string): Promise<Uint8Array | null>;
  /** Also when there is nothing any more. */
  remove(sha256: string): Promise<void>;
  /** Hashes that begin with these two digits, and leftovers of writes that were cut off are cleared away. */
  list(prefix: string): Promise<string[]>;
}
