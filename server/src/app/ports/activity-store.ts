export interface ActivityRecord {
  readonly id: string;
  readonly job_id: string;
  readonly activity: string;
  readonly epoch: number;
  readonly created_at: Date;
}

export interface ActivityReads {
  find(job_id: string, id: string): Promise<ActivityRecord | null>;
}

/** Activities whose outcome still counts. */
export interface ActivityStore extends ActivityReads {
  insert(activity: ActivityRecord): Promise<void>;
  /** Ends one because its outcome is in. False when it does not count any more. */
  take(job_id: string, id: string, epoch: number): Promise<boolean>;
  /** Ends all that are older than `epoch`; their ids. */
  dropBefore(job_id: string, epoch: number): Promise<string[]>;
}
