import type { Client } from '../create-client.ts';
import { pause } from '../runtime.ts';

/** What the server answered to a beat. */
export interface PresenceAnswer {
  readonly interval_ms: number;
  readonly grace_ms: number;
  readonly grace_deadline_at: string | null;
}

export interface PresenceRequest {
  readonly job_id: string;
  readonly client_session_id: string;
  /** Ends the beats. Nothing is said to the server: a client that goes for good says `closing` itself. */
  readonly signal: AbortSignal;
  readonly onAnswer?: ((answer: PresenceAnswer) => void) | undefined;
}

export interface Gap {
  readonly ms: number;
  readonly cause: 'sleep' | 'network';
}

const INTERVAL_MS = 30_000;
const AFTER_FAILURE_MS = 5000;

/**
 * Tell the server that the client of a job is there, every `interval_ms` of its last answer. After missing beats the
 * next one says how long they were missing and why. A beat that fails is repeated sooner and never thrown.
 */
export async function keepPresence(client: Client, request: PresenceRequest): Promise<void> {
  const { runtime } = client;
  const { job_id, client_session_id, signal } = request;
  let interval_ms = INTERVAL_MS;
  let last = { wall: runtime.now(), monotonic: runtime.monotonic() };
  let failed = false;
  while (!signal.aborted) {
    const now = { wall: runtime.now(), monotonic: runtime.monotonic() };
    const gap = gapBetween(last, now, interval_ms, failed);
    try {
      const answer = await client.call('jobs.heartbeat', {
        params: { job_id },
        body: { client_session_id, status: 'alive', ...(gap ? { gap } : {}) },
        repeatable: true,
        retries: 1,
        timeout_ms: 10_000,
        signal,
      });
      last = now;
      failed = false;
      interval_ms = answer.interval_ms;
      request.onAnswer?.(answer);
    } catch {
      failed = true;
    }
    await pause(runtime, failed ? AFTER_FAILURE_MS : interval_ms, signal);
  }
}

/** Say goodbye, so that the server need not wait for beats that will not come. Best effort. */
export async function closePresence(client: Client, job_id: string, client_session_id: string): Promise<void> {
  const body = { client_session_id, status: 'closing' as const };
  await client
    .call('jobs.heartbeat', { params: { job_id }, body, repeatable: true, retries: 0, timeout_ms: 3000 })
    .catch(() => {});
}

/**
 * The machine slept if the wall clock ran further than the monotonic one, or if the process woke late although no beat
 * had failed (it was stopped). Otherwise it was the network.
 */
export function gapBetween(
  last: { readonly wall: number; readonly monotonic: number },
  now: { readonly wall: number; readonly monotonic: number },
  interval_ms: number,
  failed: boolean,
): Gap | null {
  const wall = now.wall - last.wall;
  const monotonic = now.monotonic - last.monotonic;
  const ms = Math.round(Math.max(wall, monotonic));
  if (ms < interval_ms * 1.5) return null;
  const slept = wall - monotonic > interval_ms / 2;
  return { ms, cause: slept || !failed ? 'sleep' : 'network' };
}
