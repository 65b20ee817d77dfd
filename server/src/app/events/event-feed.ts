import type { JobEvent } from '@iama/contracts/job/event';

/**
 * A job's log as it grows. `onEvents` gets everything after `after_seq`, in order, without gaps or repeats, in batches;
 * the first batch is the past. Nothing is missed when a notification is: the table is read again after a reconnect
 * and every few seconds. The caller has made sure that the job is the reader's.
 */
export interface EventFeed {
  subscribe(job_id: string, after_seq: number, onEvents: (events: readonly JobEvent[]) => void): Unsubscribe;
}

/** Ends a subscription; no call of `onEvents` follows. */
export type Unsubscribe = () => void;
