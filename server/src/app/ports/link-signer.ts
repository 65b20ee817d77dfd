/** Signs what a link stands for. */
export interface LinkSigner {
  /** Safe in an address. */
  sign(text: string): string;
  /** Takes as long for a signature that is nearly right as for one that is not. */
  verify(text: string, signature: string): boolean;
}
