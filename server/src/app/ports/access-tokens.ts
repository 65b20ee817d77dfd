import type { Actor } from '../actor.ts';

export type Verified =
  | { readonly valid: true; readonly actor: Actor; readonly expires_at: Date }
  | { readonly valid: false; readonly reason: 'expired' | 'invalid' };

/** Signed tokens, RS256, that say who somebody is without a look at the database. */
export interface AccessTokens {
  sign(actor: Actor, issued_at: Date, expires_at: Date): Promise<string>;
  verify(token: string, now: Date): Promise<Verified>;
  /** The public keys, as JSON Web Keys. */
  jwks(): { keys: Record<string, unknown>[] };
}
