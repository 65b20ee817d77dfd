/** Hashing, as an argument: the use cases know no machine. */
export interface Digest {
  /** Lower-case hexadecimal SHA-256 of the text in UTF-8. */
  sha256(text: string): string;
}
