import type { NewJobEvent } from '@iama/contracts/job/event';
import type { JobCommand, JobFailure, JobState } from '@iama/contracts/job/state';
import type { TaskKind } from '@iama/contracts/task/kind';

/** A job's position: the dotted path of active state nodes, and everything the statechart remembers. Plain JSON. */
export interface Snapshot<Context> {
  readonly state_path: string;
  readonly context: Context;
}

/**
 * What a statechart asks for. Data only: the host carries it out in the transaction that stores the new snapshot.
 * The vocabulary is closed, so that every host (PostgreSQL queue, Temporal) can mean the same by it.
 */
export type Effect =
  /** Work for a server worker; its outcome comes back as an event. */
  | { readonly type: 'run_activity'; readonly activity: string; readonly params: Readonly<Record<string, unknown>> }
  /** Work for the machine that holds the source. `params` is the task's payload without `kind`. */
  | { readonly type: 'request_task'; readonly kind: TaskKind; readonly params: Readonly<Record<string, unknown>> }
  /** A durable timer: after `delay_ms` the event named `timer` is sent to the job, unless it was cancelled. */
  | { readonly type: 'start_timer'; readonly timer: string; readonly delay_ms: number }
  | { readonly type: 'cancel_timer'; readonly timer: string }
  /** A row for the job's log. `state_change` rows are the host's own business. */
  | { readonly type: 'emit'; readonly event: NewJobEvent }
  /** A row for the audit trail. */
  | { readonly type: 'audit'; readonly action: string; readonly data: Readonly<Record<string, unknown>> };

export type Step<Context> =
  | { readonly accepted: true; readonly snapshot: Snapshot<Context>; readonly effects: readonly Effect[] }
  | { readonly accepted: false; readonly accepted_events: readonly JobCommand[] };

/** A kind's statechart behind pure functions. Time arrives in events; ids are the host's. */
export interface Lifecycle<Input, Context, Event extends { readonly type: string }> {
  begin(input: Input): { readonly snapshot: Snapshot<Context>; readonly effects: readonly Effect[] };
  step(snapshot: Snapshot<Context>, event: Event): Step<Context>;
  stateOf(snapshot: Snapshot<Context>): JobState;
  acceptedCommands(snapshot: Snapshot<Context>): readonly JobCommand[];
  /** Set in FAILED, FALLBACK_REQUIRED and BASELINE_VALIDATION_FAILED. */
  failureOf(snapshot: Snapshot<Context>): JobFailure | null;
  /** True while the person's client has to be there. */
  needsClient(snapshot: Snapshot<Context>): boolean;
}
