import type { JobEvent } from '@iama/contracts/job/event';
import type { Task } from '@iama/contracts/task/task';
import { ApiError } from '../api-error.ts';
import type { Client } from '../create-client.ts';
import { pause } from '../runtime.ts';
import { isWorthRetrying } from '../stream/is-worth-retrying.ts';
import { streamJobEvents } from '../stream/stream-job-events.ts';
import type { StreamStatus } from '../stream/stream-job-events.ts';
import type { StreamTiming } from '../stream/timing.ts';
import { doTask } from './do-task.ts';
import type { TaskEnd, TaskExecutor, TaskRequest } from './do-task.ts';
import { closePresence, keepPresence } from './keep-presence.ts';
import type { PresenceAnswer } from './keep-presence.ts';

export interface JobWork {
  readonly job_id: string;
  /**
   * One per process or window that works for a job; the server tells clients apart by it. A client that comes back
   * after a crash with its old id gets its own leases again at once.
   */
  readonly client_session_id: string;
  /** Events after this `seq` are reported. */
  readonly after?: number | undefined;
  readonly execute: TaskExecutor;
  readonly timing?: StreamTiming | undefined;
  readonly onEvent: (event: JobEvent) => void;
  readonly onStatus?: ((status: StreamStatus) => void) | undefined;
  readonly onPresence?: ((answer: PresenceAnswer) => void) | undefined;
  readonly onTaskStart?: ((task: Task) => void) | undefined;
  readonly onTaskProgress?: ((task: Task, line: string) => void) | undefined;
  readonly onTaskEnd?: ((task_id: string, end: TaskEnd) => void) | undefined;
}

export interface JobWorker {
  /** Rejects when going on is pointless (signed out, the job is not ours); resolves after `close`. */
  readonly ended: Promise<void>;
  /** Stop: running work is aborted and given back, and the server is told that this client goes. */
  close(): Promise<void>;
}

const OPEN: ReadonlySet<Task['status']> = new Set(['offered', 'leased']);
const LOOK_AGAIN_MS = 15_000;
const AWAY_MS = 3000;

/**
 * Be the client of a job: listen to its events, be present, do its tasks one after another. A task is seen on the
 * stream and, in case it was offered before we listened, in the list of tasks; it is done once all the same.
 */
export function workJob(client: Client, work: JobWork): JobWorker {
  const stop = new AbortController();
  const { signal } = stop;
  const { job_id, client_session_id } = work;
  const waiting = new Map<string, number>();
  const finished = new Set<string>();
  let epoch = 0;
  let running: { task_id: string; offer: number; abort: AbortController; epoch: number | null } | null = null;
  let wake = (): void => {};

  const parts = [
    listen(),
    lookForTasks(),
    doTasks(),
    keepPresence(client, { job_id, client_session_id, signal, onAnswer: work.onPresence }),
  ];
  const ended = Promise.all(parts).then(
    () => {},
    (error: unknown) => {
      stop.abort();
      throw error;
    },
  );
  // Whoever closes without having looked at `ended` has chosen not to hear of a failure.
  ended.catch(() => {});
  return {
    ended,
    async close() {
      stop.abort();
      wake();
      await Promise.allSettled(parts);
      await closePresence(client, job_id, client_session_id);
    },
  };

  async function listen(): Promise<void> {
    const { after, timing, onStatus } = work;
    for await (const event of streamJobEvents(client, { job_id, after, signal, timing, onStatus })) {
      if (event.type === 'state_change') {
        epoch = Math.max(epoch, event.data.epoch);
        if (running?.epoch != null && running.epoch < epoch) running.abort.abort();
      }
      if (event.type === 'task_requested') offer(event.data.task_id, event.data.offer);
      work.onEvent(event);
    }
  }

  /**
   * The list shows what was offered before we listened, and what was offered again while a lease ran out. At first also
   * what is leased: it may be our own work from before a crash.
   */
  async function lookForTasks(): Promise<void> {
    for (let first = true; !signal.aborted;) {
      try {
        const query = first ? {} : { status: 'offered' as const };
        const list = await client.call('tasks.list', { params: { job_id }, query, signal });
        for (const task of list.items) if (OPEN.has(task.status)) offer(task.id, task.offer);
        first = false;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ApiError && [401, 403, 404].includes(error.status ?? 0)) throw error;
      }
      await pause(client.runtime, LOOK_AGAIN_MS, signal);
    }
  }

  function offer(task_id: string, number: number): void {
    if (finished.has(task_id)) return;
    if (running?.task_id === task_id && running.offer >= number) return;
    waiting.set(task_id, Math.max(number, waiting.get(task_id) ?? 0));
    wake();
  }

  async function doTasks(): Promise<void> {
    while (!signal.aborted) {
      const next = waiting.entries().next().value;
      if (!next) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
        continue;
      }
      await doOne(next[0], next[1]);
    }
  }

  async function doOne(task_id: string, number: number): Promise<void> {
    waiting.delete(task_id);
    const abort = new AbortController();
    running = { task_id, offer: number, abort, epoch: null };
    const end = await attempt(task_id, abort);
    running = null;
    if (end === 'handed_in' || end === 'gone') {
      finished.add(task_id);
      waiting.delete(task_id);
    }
    work.onTaskEnd?.(task_id, end);
  }

  async function attempt(task_id: string, abort: AbortController): Promise<TaskEnd> {
    const request: TaskRequest = {
      job_id,
      task_id,
      client_session_id,
      execute: work.execute,
      signal: AbortSignal.any([signal, abort.signal]),
      onStart(task) {
        if (running) running.epoch = task.epoch;
        if (task.epoch < epoch) abort.abort();
        work.onTaskStart?.(task);
      },
      onProgress: work.onTaskProgress,
    };
    try {
      return await doTask(client, request);
    } catch (error) {
      if (!(error instanceof ApiError) || !isWorthRetrying(error)) throw error;
      // The server is away for longer than a call waits. What was offered is still in the list when it is back.
      await pause(client.runtime, AWAY_MS, signal);
      return 'lost';
    }
  }
}
