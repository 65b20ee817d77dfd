/** Dice and digests for refresh tokens. */
export interface RefreshSecrets {
  /** 256 random bits, safe in a URL. */
  next(): string;
  /** Lower-case hexadecimal SHA-256. */
  hash(token: string): string;
}
