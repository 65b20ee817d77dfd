import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';
import { TaskKind } from './kind.ts';
import { TaskFailure, TaskPayload, TaskResult } from './payload.ts';

export const TaskStatus = z.enum(['offered', 'leased', 'completed', 'failed', 'void']);
export type TaskStatus = z.infer<typeof TaskStatus>;

/** `void`: the job moved on (another epoch), so nobody needs the result any more. */
export const Task = z.object({
  id: Id,
  job_id: Id,
  kind: TaskKind,
  status: TaskStatus,
  epoch: z.int().nonnegative(),
  /** 1 for the first offer, raised each time it is offered again. */
  offer: z.int().positive(),
  lease_expires_at: Instant.nullable(),
  created_at: Instant,
});
export type Task = z.infer<typeof Task>;

/** A lease: do the work, beat every `heartbeat_ms`, post the result with `lease_id` before `lease_expires_at`. */
export const LeasedTask = z.object({
  task: Task,
  lease_id: Id,
  heartbeat_ms: z.int().positive(),
  payload: TaskPayload,
});
export type LeasedTask = z.infer<typeof LeasedTask>;

export const TaskOutcome = z.discriminatedUnion('status', [
  z.object({ status: z.literal('completed'), result: TaskResult }),
  z.object({ status: z.literal('failed'), failure: TaskFailure }),
]);
export type TaskOutcome = z.infer<typeof TaskOutcome>;
