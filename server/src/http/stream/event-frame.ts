import type { JobEvent } from '@iama/contracts/job/event';

/** One event on the wire. No `event:` line: that would be a type of its own to the browser's EventSource. */
export function eventFrame(event: JobEvent): string {
  // JSON has no line breaks of its own, so the data is always one line.
  return `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}

export const HELLO = ': connected\n\n';
export const KEEP_ALIVE = ': keep-alive\n\n';
export const STOPPING = ': server-stopping\n\n';
export const TOKEN_EXPIRED = ': token-expired\n\nevent: token_expired\ndata: {}\n\n';

/** The cursor does not belong to this log as it is now: read the list, then connect again. */
export function resyncFrame(last_seq: number): string {
  return `event: resync\ndata: ${JSON.stringify({ last_seq })}\n\n`;
}
