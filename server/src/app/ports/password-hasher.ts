/** Slow on purpose. */
export interface PasswordHasher {
  /** A string that carries its own parameters and salt. */
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
  /** Takes as long as `verify` of a real hash: so that nobody can tell by the clock which e-mails have accounts. */
  verifyNothing(password: string): Promise<false>;
}
