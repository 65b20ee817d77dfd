import type { JobEvent, NewJobEvent } from '@iama/contracts/job/event';

export interface EventReads {
  /** Events with `seq` above `after`, in order, at most `limit`. */
  after(job_id: string, after: number, limit: number): Promise<JobEvent[]>;
}

export interface EventLog extends EventReads {
  /**
   * Appends to a job's log, numbered from `first_seq` on. The caller holds the job's row and writes its `last_seq`.
   * Whoever follows the job is told after the commit.
   */
  append(
    job: { readonly id: string; readonly org_id: string },
    first_seq: number,
    events: readonly NewJobEvent[],
    at: Date,
  ): Promise<void>;
}
