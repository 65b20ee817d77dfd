import type { TokenPair } from '@iama/contracts/auth/auth';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Task } from '@iama/contracts/task/task';
import type { Script } from './scripted-server.test.ts';

export const JOB_ID = '0197a5c0-0000-7000-8000-000000000001';
export const SESSION_ID = '0197a5c0-0000-7000-8000-0000000000aa';

/** Tokens named after `name`; the access token runs out at `expires`. */
export function pair(name: string, expires = '2026-11-20T10:00:00.000Z'): TokenPair {
  return {
    token_type: 'Bearer',
    access_token: `access-${name}`,
    access_expires_at: expires,
    refresh_token: `refresh-${name}`,
    refresh_expires_at: '2026-12-20T09:00:00.000Z',
  };
}

export function logLine(seq: number): JobEvent {
  return {
    job_id: JOB_ID,
    seq,
    at: '2026-11-20T09:00:00.000Z',
    type: 'log_line',
    level: 'info',
    batch_id: null,
    data: { message: `line ${seq} — ✓`, source: 'server' },
  };
}

export function task(id: string, more: Partial<Task> = {}): Task {
  return {
    id,
    job_id: JOB_ID,
    kind: 'characterize',
    status: 'leased',
    epoch: 1,
    offer: 1,
    lease_expires_at: '2026-11-20T09:00:30.000Z',
    created_at: '2026-11-20T09:00:00.000Z',
    ...more,
  };
}

export function frame(event: JobEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** An open stream that writes `parts` and then ends as told. */
export function stream(parts: readonly (string | Uint8Array)[], end: 'end' | 'cut' | 'stay'): Script {
  return async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    for (const part of parts) {
      await new Promise<void>((resolve) => {
        response.write(part, () => resolve());
      });
    }
    if (end === 'end') response.end();
    if (end === 'cut') response.socket?.destroy();
  };
}

/** The list of events as the server keeps it: 1 … `last`. */
export function eventList(last: number): Script {
  return (request, response) => {
    const after = Number(request.query.get('after') ?? 0);
    const limit = Number(request.query.get('limit') ?? 200);
    const items = [];
    for (let seq = after + 1; seq <= Math.min(last, after + limit); seq += 1) items.push(logLine(seq));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items, last_seq: last }));
  };
}
