export interface TimerRecord {
  /** Of this start of the timer; a timer that is started again gets another. */
  readonly id: string;
  readonly job_id: string;
  readonly timer: string;
  readonly epoch: number;
  readonly fires_at: Date;
}

export interface TimerReads {
  /**
   * Timers of any job that should have fired before `due_before` and that the queue has lost, or leaves lying; at most `limit`, oldest
   * first. One that the queue still holds for later is left to it: then a clock of ours has jumped.
   */
  overdue(due_before: Date, limit: number): Promise<TimerRecord[]>;
}

/** A job's running timers. The row decides whether a timer counts; the queue only wakes somebody to look at it. */
export interface TimerStore extends TimerReads {
  /** Replaces a running timer of the same name and returns its id, null when there was none. */
  put(timer: TimerRecord): Promise<string | null>;
  /** Ends a timer by name; its id, null when it was not running. */
  cancel(job_id: string, timer: string): Promise<string | null>;
  /** Ends a timer because it fired. False when it was cancelled or started again meanwhile. */
  take(job_id: string, id: string): Promise<boolean>;
  list(job_id: string): Promise<TimerRecord[]>;
}
