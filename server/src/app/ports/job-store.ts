import type { ExecutionMode, Job } from '@iama/contracts/job/job';
import type { JobFailure, JobKind, JobState } from '@iama/contracts/job/state';
import type { PlanLevel, RecipeId } from '@iama/contracts/recipe';
import type { Preflight } from '@iama/contracts/workspace/preflight';
import type { Target } from '@iama/contracts/workspace/target';
import type { Actor } from '../actor.ts';

/** A job as it is stored. `context` belongs to the statechart of its kind; nobody else looks into it. */
export interface JobRecord {
  readonly id: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly project_id: string;
  readonly kind: JobKind;
  readonly recipe_id: RecipeId;
  /** The person's words; null for a recipe. */
  readonly goal: string | null;
  readonly target: Target;
  readonly execution_mode: ExecutionMode;
  readonly preflight: Preflight;
  readonly acknowledged: readonly string[];
  readonly allow_unverified: boolean;
  readonly test_timeout_ms: number;
  readonly state: JobState;
  readonly state_path: string;
  readonly context: unknown;
  readonly epoch: number;
  readonly last_seq: number;
  readonly level: PlanLevel | null;
  readonly attempt: number;
  readonly failure: JobFailure | null;
  readonly delivery_status: Job['delivery_status'];
  readonly client_needed_since: Date | null;
  readonly grace_deadline_at: Date | null;
  readonly deadline_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly ended_at: Date | null;
}

/** What may change after a job was made. */
export type JobChanges = Partial<
  Pick<
    JobRecord,
    | 'state'
    | 'state_path'
    | 'context'
    | 'epoch'
    | 'level'
    | 'attempt'
    | 'failure'
    | 'delivery_status'
    | 'client_needed_since'
    | 'grace_deadline_at'
    | 'deadline_at'
    | 'ended_at'
  >
>;

export interface JobListQuery {
  readonly limit: number;
  readonly state?: JobState | undefined;
  readonly project_id?: string | undefined;
  /** Only jobs after this one in the order newest first. */
  readonly after?: Keyset | undefined;
}

/** A place in a list that is ordered by `created_at`, then `id`, newest first. */
export interface Keyset {
  readonly created_at: Date;
  readonly id: string;
}

export interface JobReads {
  /** Null when there is no such job, or when it is not the actor's. */
  find(actor: Actor, job_id: string): Promise<JobRecord | null>;
  list(actor: Actor, query: JobListQuery): Promise<JobRecord[]>;
  /** Ids of jobs that were begun and have not ended, of these people or under these plans; at most `limit`. */
  underWay(
    of: { readonly users: readonly string[]; readonly tiers: readonly string[] },
    limit: number,
  ): Promise<string[]>;
  /** Ids of jobs whose client is needed, not yet missed, and was not seen after `seen_before`; at most `limit`. */
  withoutClient(seen_before: Date, limit: number): Promise<string[]>;
}

export interface JobStore extends JobReads {
  insert(job: JobRecord): Promise<void>;
  /** Locks the row until the transaction ends. Null when there is none. */
  lock(job_id: string): Promise<JobRecord | null>;
  /** Like `lock`, but null as well when somebody else holds the row: for sweeps, which come round again. */
  lockUnlessBusy(job_id: string): Promise<JobRecord | null>;
  /** The same for many, in the order of their ids: those that nobody else holds. */
  lockIdle(job_ids: readonly string[]): Promise<JobRecord[]>;
  /** Writes only if `epoch` and `last_seq` are still the ones read; false means that somebody else wrote. */
  update(
    job_id: string,
    expected: { readonly epoch: number; readonly last_seq: number },
    changes: JobChanges & { readonly last_seq: number; readonly updated_at: Date },
  ): Promise<boolean>;
}
