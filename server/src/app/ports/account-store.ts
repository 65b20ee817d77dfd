import type { User } from '@iama/contracts/auth/auth';

export interface AccountRecord {
  readonly id: string;
  readonly org_id: string;
  /** Trimmed and in lower case. */
  readonly email: string;
  readonly password_hash: string;
  readonly tier: User['tier'];
  readonly created_at: Date;
}

/** A refresh token as it is kept: never the token itself. */
export interface RefreshTokenRecord {
  readonly id: string;
  readonly session_id: string;
  readonly user_id: string;
  /** Lower-case hexadecimal SHA-256 of the token. */
  readonly token_hash: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}

/** `reused`: the token had been used before, and every token of its session is revoked now. */
export type Rotation =
  | { readonly outcome: 'rotated'; readonly account: AccountRecord }
  | { readonly outcome: 'reused' }
  | { readonly outcome: 'invalid' };

/** Accounts and their sessions. Each call is one transaction with its audit row, so a kill leaves nothing half done. */
export interface AccountStore {
  /** The account and its first session; false when the e-mail is taken, and then nothing is written. */
  create(account: AccountRecord, session: RefreshTokenRecord | null): Promise<boolean>;
  findByEmail(email: string): Promise<AccountRecord | null>;
  find(user_id: string): Promise<AccountRecord | null>;
  openSession(session: RefreshTokenRecord): Promise<void>;
  /**
   * Uses up the token with this hash and puts `next` in its place. A token that was used after `repeatable_since`, and
   * whose successor nobody has used, may come again: its answer was lost on the way. The successor is void then.
   */
  rotate(
    token_hash: string,
    next: Omit<RefreshTokenRecord, 'session_id' | 'user_id'>,
    repeatable_since: Date,
  ): Promise<Rotation>;
  /** Revokes the session that the token belongs to; an unknown token is no error. */
  endSession(token_hash: string, at: Date): Promise<void>;
  /** Replaces the password and ends every session. */
  setPassword(user_id: string, password_hash: string, at: Date): Promise<void>;
}
