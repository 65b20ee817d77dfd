import type { DeviceClient } from '@iama/contracts/auth/device';

/** A program that waits for a person to confirm it. */
export interface DeviceGrantRecord {
  readonly id: string;
  /** Lower-case hexadecimal SHA-256 of the device code. */
  readonly device_code_hash: string;
  /** Eight letters, without the hyphen. */
  readonly user_code: string;
  readonly client: DeviceClient;
  readonly status: 'pending' | 'approved' | 'denied' | 'used';
  /** Who decided; null exactly while it is pending. */
  readonly user_id: string | null;
  readonly interval_s: number;
  readonly polled_at: Date | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  /** Not null exactly when it is used. */
  readonly session_id: string | null;
}

export interface DeviceGrantStore {
  /** False, and nothing written, when another grant has this user code. */
  add(grant: DeviceGrantRecord): Promise<boolean>;
  /** The grant that waits behind this user code; null when none does any more. */
  findPending(user_code: string, at: Date): Promise<DeviceGrantRecord | null>;
  /** Decides a pending grant; null when there is none any more. */
  decide(
    user_code: string,
    decision: { readonly status: 'approved' | 'denied'; readonly user_id: string; readonly at: Date },
  ): Promise<DeviceGrantRecord | null>;
  /** The grant, with its row locked: polls of one program come one after the other. */
  lock(device_code_hash: string): Promise<DeviceGrantRecord | null>;
  /** Notes a poll of a grant that is still pending. */
  notePoll(id: string, poll: { readonly at: Date; readonly interval_s: number }): Promise<void>;
  /** Turns an approved grant into this session; false when it is not approved, or expired. */
  spend(id: string, session_id: string, at: Date): Promise<boolean>;
  /** Deletes what expired before; how many. */
  forget(expired_before: Date): Promise<number>;
}
