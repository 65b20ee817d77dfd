import type { TaskKind } from '@iama/contracts/task/kind';
import type { TaskFailure, TaskPayload } from '@iama/contracts/task/payload';
import type { TaskStatus } from '@iama/contracts/task/task';

export interface TaskRecord {
  readonly id: string;
  readonly job_id: string;
  readonly org_id: string;
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  readonly epoch: number;
  readonly offer: number;
  /** Null once it was cleared away; never of a task that is open. */
  readonly payload: TaskPayload | null;
  readonly lease_id: string | null;
  readonly client_session_id: string | null;
  readonly lease_expires_at: Date | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  /** Of a `model_call`: what the editor answered, as its result has it; or why it did not. */
  readonly answer: unknown;
  readonly failure: TaskFailure | null;
}

export interface Lease {
  readonly lease_id: string;
  readonly client_session_id: string;
  readonly lease_expires_at: Date;
}

export interface TaskReads {
  /** Oldest first. */
  list(job_id: string, status?: TaskStatus): Promise<TaskRecord[]>;
  find(job_id: string, task_id: string): Promise<TaskRecord | null>;
  /** Leases that ran out before `now` in jobs that are not waiting for their client; at most `limit`. */
  expiredLeases(now: Date, limit: number): Promise<{ job_id: string; task_id: string; lease_id: string }[]>;
}

/** Each write says in its WHERE what must still be true; false means that it was not, and nothing was written. */
export interface TaskStore extends TaskReads {
  insert(
    task: Omit<
      TaskRecord,
      'payload' | 'lease_id' | 'client_session_id' | 'lease_expires_at' | 'finished_at' | 'answer' | 'failure'
    > & { readonly payload: TaskPayload },
  ): Promise<void>;
  /** offered → leased. */
  lease(task_id: string, lease: Lease): Promise<boolean>;
  /** leased by `lease_id` → the same, until later. */
  renew(task_id: string, lease_id: string, lease_expires_at: Date): Promise<boolean>;
  /** leased by `lease_id` → offered once more. */
  offerAgain(task_id: string, lease_id: string): Promise<boolean>;
  /** leased by `lease_id` → completed or failed. */
  finish(task_id: string, lease_id: string, status: 'completed' | 'failed', at: Date): Promise<boolean>;
  /** Keeps what a finished task said, where no job takes it in. */
  keepOutcome(
    task_id: string,
    outcome: { readonly answer: unknown } | { readonly failure: TaskFailure },
  ): Promise<void>;
  /** Clears away what at most `limit` tasks asked and were answered that ended before `ended_before`, in jobs that have ended. How many. */
  expire(ended_before: Date, now: Date, limit: number): Promise<number>;
  /** Whatever is open and older than `epoch` → void; how many there were. */
  voidBefore(job_id: string, epoch: number, at: Date): Promise<number>;
}
