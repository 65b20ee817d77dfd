import type { AdminRole } from '@iama/contracts/admin/admin';

export interface AdminRecord {
  readonly id: string;
  /** Trimmed and in lower case. */
  readonly email: string;
  readonly password_hash: string;
  readonly role: AdminRole;
  readonly created_at: Date;
}

export interface AdminSessionRecord {
  readonly id: string;
  readonly admin_id: string;
  /** Lower-case hexadecimal SHA-256 of the token. */
  readonly token_hash: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}

/** Accounts of admins and their sessions; those that are disabled are not there. Each call is one transaction with its audit row. */
export interface AdminStore {
  /** False when the e-mail is taken. `by`: who made it, in words. */
  create(admin: AdminRecord, by: string): Promise<boolean>;
  findByEmail(email: string): Promise<AdminRecord | null>;
  openSession(session: AdminSessionRecord): Promise<void>;
  /** Whose session this is, if it is good at this moment. */
  ofSession(token_hash: string, now: Date): Promise<AdminRecord | null>;
  /** An unknown token is no error. */
  endSession(token_hash: string, at: Date): Promise<void>;
}
