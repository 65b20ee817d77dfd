import type { AccountRecord, RefreshTokenRecord } from './account-store.ts';

/** Sessions of accounts, inside somebody's transaction. */
export interface SessionStore {
  /** Opens a session with its first token; the account it is for. */
  open(session: RefreshTokenRecord): Promise<AccountRecord>;
  /** Revokes every token of the session. True when there was something to revoke. */
  revoke(session_id: string, at: Date): Promise<boolean>;
}
