import type { LeasedTask, Task, TaskOutcome } from '@iama/contracts/task/task';
import { ApiError } from '../api-error.ts';
import type { Client } from '../create-client.ts';
import { pause } from '../runtime.ts';

/** Does the work of one task. Stops soon after `signal` aborts; expected failures are outcomes, not exceptions. */
export type TaskExecutor = (
  leased: LeasedTask,
  context: { readonly signal: AbortSignal; readonly progress: (line: string) => void },
) => Promise<TaskOutcome>;

export interface TaskRequest {
  readonly job_id: string;
  readonly task_id: string;
  readonly client_session_id: string;
  readonly execute: TaskExecutor;
  /** Aborted when the client closes or the job has moved on. */
  readonly signal: AbortSignal;
  readonly onStart?: ((task: Task) => void) | undefined;
  readonly onProgress?: ((task: Task, line: string) => void) | undefined;
}

/**
 * How it went for this client. `taken`: another client is at it. `gone`: the job does not need it any more.
 * `lost`: the lease ran out under us; it is offered again. `released`: given back undone.
 */
export type TaskEnd = 'handed_in' | 'taken' | 'gone' | 'lost' | 'released';

const LINES_PER_BEAT = 50;
const LINE_LENGTH = 2000;

/** Lease a task, do it, beat meanwhile, hand the outcome in. Throws ApiError only for what no retry could mend. */
export async function doTask(client: Client, request: TaskRequest): Promise<TaskEnd> {
  const { job_id, task_id, client_session_id, signal } = request;
  const params = { job_id, task_id };
  let leased: LeasedTask;
  try {
    leased = await client.call('tasks.lease', { params, body: { client_session_id }, repeatable: true, signal });
  } catch (error) {
    if (signal.aborted) return 'released';
    return endFor(error);
  }
  const { task, lease_id } = leased;
  request.onStart?.(task);
  const work = new AbortController();
  const working = AbortSignal.any([signal, work.signal]);
  const lines: string[] = [];
  let lost: TaskEnd | null = null;

  const beating = beat();
  try {
    const outcome = await request
      .execute(leased, { signal: working, progress })
      .catch((error: unknown): TaskOutcome => {
        return { status: 'failed', failure: { code: 'INTERNAL', message: describe(error), retryable: false } };
      });
    if (lost) return lost;
    return signal.aborted ? await release() : await handIn(outcome);
  } finally {
    // The beats go on while the outcome is on its way, so that a slow upload does not cost the lease.
    work.abort();
    await beating;
  }

  function progress(line: string): void {
    lines.push(line.slice(0, LINE_LENGTH));
    request.onProgress?.(task, line);
  }

  async function beat(): Promise<void> {
    for (;;) {
      await pause(client.runtime, leased.heartbeat_ms, working);
      if (working.aborted) return;
      const sent = lines.splice(0, LINES_PER_BEAT);
      const body = { lease_id, progress: sent };
      try {
        await client.call('tasks.heartbeat', { params, body, retries: 0, timeout_ms: 8000, signal: working });
      } catch (error) {
        if (working.aborted) return;
        const end = error instanceof ApiError ? TASK_ENDS[error.code] : undefined;
        if (end) {
          lost = end;
          work.abort();
          return;
        }
        // The network may be back at the next beat; a lease outlives two missed ones.
        lines.unshift(...sent);
      }
    }
  }

  async function handIn(done: TaskOutcome): Promise<TaskEnd> {
    try {
      const body = { lease_id, outcome: done };
      await client.call('tasks.complete', { params, body, repeatable: true, retries: 12, signal });
      return 'handed_in';
    } catch (error) {
      if (signal.aborted) return 'released';
      if (error instanceof ApiError && REFUSED.includes(error.code) && done.status === 'completed') {
        // The job must hear of it, or it waits for a result that never gets through.
        const message = `The result was refused (${error.code}): ${error.message}`;
        return await handIn({ status: 'failed', failure: { code: 'INTERNAL', message, retryable: false } });
      }
      return endFor(error);
    }
  }

  async function release(): Promise<TaskEnd> {
    const body = { lease_id };
    await client.call('tasks.release', { params, body, retries: 0, timeout_ms: 3000 }).catch(() => {});
    return 'released';
  }
}

const REFUSED: readonly string[] = [
  'PAYLOAD_TOO_LARGE',
  'VALIDATION_FAILED',
  'RESULT_KIND_MISMATCH',
  'RESULT_INCONSISTENT',
];

const TASK_ENDS: Readonly<Record<string, TaskEnd>> = {
  TASK_LEASED: 'taken',
  TASK_GONE: 'gone',
  NOT_FOUND: 'gone',
  LEASE_LOST: 'lost',
};

function endFor(error: unknown): TaskEnd {
  const end = error instanceof ApiError ? TASK_ENDS[error.code] : undefined;
  if (!end) throw error;
  return end;
}

function describe(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 8000);
}
