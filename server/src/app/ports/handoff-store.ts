import type { HandoffClient } from '@iama/contracts/auth/handoff';

/** A code on its way from a browser to an editor, as it is kept: never the code itself. */
export interface HandoffRecord {
  readonly id: string;
  /** Lower-case hexadecimal SHA-256 of the code. */
  readonly code_hash: string;
  readonly user_id: string;
  readonly client: HandoffClient;
  readonly code_challenge: string;
  readonly redirect_uri: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  /** Set by the first exchange, also by one that is refused. */
  readonly used_at: Date | null;
  readonly session_id: string | null;
}

export interface HandoffStore {
  add(handoff: HandoffRecord): Promise<void>;
  /** Uses the code up; null when it is unknown, used or expired. Of two at once one gets it, the other waits for that. */
  spend(code_hash: string, at: Date): Promise<HandoffRecord | null>;
  /** Says which session a spent code became. */
  becameSession(id: string, session_id: string): Promise<void>;
  find(code_hash: string): Promise<HandoffRecord | null>;
  /** Deletes what expired before; how many. */
  forget(expired_before: Date): Promise<number>;
}
