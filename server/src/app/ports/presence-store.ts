export interface PresenceRecord {
  /** The last beat of any client; null when there was none. */
  readonly last_seen_at: Date | null;
  /** The last beat of a client that has not said goodbye. */
  readonly open_seen_at: Date | null;
}

export interface Beat {
  readonly job_id: string;
  readonly client_session_id: string;
  readonly user_id: string;
  readonly at: Date;
  readonly closing: boolean;
}

export interface PresenceReads {
  /** For each of the jobs; a job nobody ever watched has nulls. */
  of(job_ids: readonly string[]): Promise<ReadonlyMap<string, PresenceRecord>>;
}

export interface PresenceStore extends PresenceReads {
  beat(beat: Beat): Promise<void>;
}
