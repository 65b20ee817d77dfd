import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';
import { JobFailure, JobState } from './state.ts';
import { TaskKind } from '../task/kind.ts';
import { TIMED_OUT_MAX } from '../test-run/failure-class.ts';
import { Breach } from '../test-run/breach.ts';
import { AttemptSummary, AttemptVerdict, Progress } from './evidence.ts';

export const EventLevel = z.enum(['debug', 'info', 'warn', 'error']);
export type EventLevel = z.infer<typeof EventLevel>;

const data = {
  /** The canonical state changed; `epoch` is the new one. */
  state_change: z.object({
    from: JobState.nullable(),
    to: JobState,
    epoch: z.int().nonnegative(),
    event: z.string(),
    failure: JobFailure.nullable(),
  }),
  /** A line a person may read. `source` says who wrote it: `server`, `task:<kind>`, `client`. */
  log_line: z.object({ message: z.string().max(8000), source: z.string() }),
  attempt_start: z.object({ attempt: z.int().positive(), healing: z.boolean() }),
  attempt_end: z.object({
    attempt: z.int().positive(),
    verdict: AttemptVerdict,
    failed_tests: z.array(z.string()).max(100),
    /** Of `failed_tests`, what is TIMEOUT_EXECUTION and no wrong result. */
    timed_out: z.array(z.string()).max(TIMED_OUT_MAX).default([]),
    fingerprint: z.string().nullable(),
    /** What it left out compared with the attempt before, as far as it fits. Older rows do not say. */
    excluded: AttemptSummary.shape.excluded.max(100).default([]),
    /** Compared with the attempt before it; null for one that passed, and for jobs of before this was told. */
    progress: Progress.nullable().default(null),
    /** What it did to the tests instead of the code. */
    breaches: z.array(Breach).max(100).default([]),
    /** What keeps a model's draft from being a patch. */
    problems: z.array(z.string()).max(20).default([]),
  }),
  /** `GRACE_PERIOD` starts the countdown, `RECOVERED` ends it, `LOST` ends the job. */
  heartbeat_status: z.object({
    status: z.enum(['GRACE_PERIOD', 'RECOVERED', 'LOST']),
    grace_deadline_at: Instant.nullable(),
    cause: z.enum(['sleep', 'network', 'closed', 'unknown']),
  }),
  deep_fix_start: z.object({ context_reset: z.literal(true), model_upgraded: z.boolean() }),
  spec_updated: z.object({ revision: z.int().positive(), approved: z.boolean() }),
  artifact_ready: z.object({ artifact_id: Id, kind: z.string(), bytes: z.int().nonnegative() }),
  batch: z.object({ status: z.string() }).loose(),
  /** Work for the person's machine: lease it through the tasks resource. Repeated when a lease ran out. */
  task_requested: z.object({ task_id: Id, kind: TaskKind, offer: z.int().positive() }),
  cost: z.object({ credits: z.number().nonnegative() }),
  /** The job ended, or came to rest in a state that needs the person; the stream goes on. */
  completion: z.object({ state: JobState, failure: JobFailure.nullable(), summary: z.string() }),
} as const;

export const JobEventType = z.enum([
  'state_change',
  'log_line',
  'attempt_start',
  'attempt_end',
  'heartbeat_status',
  'deep_fix_start',
  'spec_updated',
  'artifact_ready',
  'batch',
  'task_requested',
  'cost',
  'completion',
]);
export type JobEventType = z.infer<typeof JobEventType>;

function eventOf<T extends JobEventType>(type: T) {
  return z.object({
    job_id: Id,
    /** 1, 2, 3 … for each job without gaps; also the SSE id. */
    seq: z.int().positive(),
    at: Instant,
    type: z.literal(type),
    level: EventLevel,
    batch_id: z.string().nullable(),
    data: data[type],
  });
}

/** One row of a job's log, as streamed and as polled. */
export const JobEvent = z.discriminatedUnion('type', [
  eventOf('state_change'),
  eventOf('log_line'),
  eventOf('attempt_start'),
  eventOf('attempt_end'),
  eventOf('heartbeat_status'),
  eventOf('deep_fix_start'),
  eventOf('spec_updated'),
  eventOf('artifact_ready'),
  eventOf('batch'),
  eventOf('task_requested'),
  eventOf('cost'),
  eventOf('completion'),
]);
export type JobEvent = z.infer<typeof JobEvent>;

/** An event before it has its place in the log. */
export type NewJobEvent = {
  [T in JobEventType]: { type: T; level: EventLevel; data: z.infer<(typeof data)[T]> };
}[JobEventType];
