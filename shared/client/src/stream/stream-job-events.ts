import type { JobEvent } from '@iama/contracts/job/event';
import { ApiError } from '../api-error.ts';
import { backOffMs } from '../back-off.ts';
import type { Client } from '../create-client.ts';
import { pause } from '../runtime.ts';
import { connectEvents } from './connect-events.ts';
import type { ConnectionEnd } from './connect-events.ts';
import { isWorthRetrying } from './is-worth-retrying.ts';
import { STREAM_TIMING } from './timing.ts';
import type { StreamTiming } from './timing.ts';

/** How events reach the client now, for people who wonder why nothing moves. */
export type StreamStatus = 'connecting' | 'streaming' | 'polling' | 'reconnecting';

export interface StreamRequest {
  readonly job_id: string;
  /** Events with a higher `seq` are given out; 0 for everything from the beginning. */
  readonly after?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timing?: StreamTiming | undefined;
  readonly onStatus?: ((status: StreamStatus) => void) | undefined;
}

const ENDED: ConnectionEnd = { kind: 'ended', retry_after_ms: 0 };

/**
 * A job's events as they happen, each exactly once and in order of `seq`, over as many connections as it takes.
 * It ends only when `signal` aborts or the caller stops reading; it throws ApiError when going on is pointless (signed
 * out, no such job, an answer nobody understands). Everything else (cut, silence, restarts, proxies that do not let a
 * stream through) is survived here: the cursor is the last event that was given out, and whatever a stream leaves out
 * is read again from the list of events over the same cursor.
 */
export async function* streamJobEvents(client: Client, request: StreamRequest): AsyncGenerator<JobEvent, void> {
  const timing = request.timing ?? STREAM_TIMING;
  const { runtime } = client;
  const stop = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, stop.signal]) : stop.signal;
  const report = (status: StreamStatus): void => request.onStatus?.(status);
  let cursor = request.after ?? 0;
  let failures = 0;
  let stream_again_at = 0;

  try {
    while (!signal.aborted) {
      const before = cursor;
      if (runtime.monotonic() < stream_again_at) {
        report('polling');
        yield* readMissing(false);
        await pause(runtime, pollDelay(cursor > before), signal);
        continue;
      }
      report(failures === 0 ? 'connecting' : 'reconnecting');
      const end = yield* readConnection();
      if (end.kind === 'renew') continue;
      if (end.kind === 'blocked') {
        stream_again_at = runtime.monotonic() + timing.stream_again_ms;
        continue;
      }
      failures = cursor > before ? 0 : failures + 1;
      await pause(runtime, backOffMs(failures, runtime.random(), timing.back_off, end.retry_after_ms), signal);
    }
  } finally {
    stop.abort();
  }

  async function* readConnection(): AsyncGenerator<JobEvent, ConnectionEnd> {
    const before = cursor;
    const connection = connectEvents(client, { job_id: request.job_id, after: cursor, signal, timing });
    try {
      for (;;) {
        const next = await connection.next();
        if (next.done) return next.value;
        const item = next.value;
        if (item === 'open') {
          report('streaming');
          continue;
        }
        if (item === 'unreadable') {
          yield* readMissing(false);
          return ENDED;
        }
        if (item.type === 'resync') {
          // The log is another one than we knew (shortened, or restored from a copy): go on where it is now.
          if (cursor < item.last_seq) yield* readMissing(true);
          cursor = cursor > item.last_seq && cursor === before ? item.last_seq : Math.max(cursor, item.last_seq);
          return ENDED;
        }
        if (item.seq > cursor + 1) yield* readMissing(false);
        if (item.seq !== cursor + 1) continue;
        cursor = item.seq;
        yield item;
      }
    } finally {
      await connection.return(ENDED);
    }
  }

  function pollDelay(moved: boolean): number {
    return Math.round((moved ? timing.poll_busy_ms : timing.poll_idle_ms) * (0.75 + runtime.random() / 2));
  }

  /** Everything after the cursor from the list. A hole in it is only accepted when the server said so (resync). */
  async function* readMissing(holes_allowed: boolean): AsyncGenerator<JobEvent, void> {
    for (let attempt = 0; !signal.aborted;) {
      try {
        const params = { job_id: request.job_id };
        const page = await client.call('jobs.events', { params, query: { after: cursor, limit: 500 }, signal });
        for (const event of page.items) {
          if (event.seq <= cursor) continue;
          if (event.seq !== cursor + 1 && !holes_allowed) throw holeInLog(cursor, event.seq);
          cursor = event.seq;
          yield event;
        }
        if (page.items.length === 0 || cursor >= page.last_seq) return;
        attempt = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ApiError) || !isWorthRetrying(error)) throw error;
        attempt += 1;
        await pause(runtime, backOffMs(attempt, runtime.random(), timing.back_off, error.retry_after_ms), signal);
      }
    }
  }
}

function holeInLog(cursor: number, seq: number): ApiError {
  return new ApiError(
    'BAD_RESPONSE',
    `The log of this job has a hole: event ${seq} follows ${cursor}.`,
    'Open the job again; if it stays, report it with the job’s id.',
  );
}
