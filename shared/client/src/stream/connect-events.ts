import type { TokenPair } from '@iama/contracts/auth/auth';
import { ROUTES } from '@iama/contracts/http/routes';
import { JobEvent, JobEventType } from '@iama/contracts/job/event';
import { z } from 'zod';
import { ApiError, errorFromResponse, notSignedIn, unreachable } from '../api-error.ts';
import type { Client } from '../create-client.ts';
import { requestUrl } from '../request-url.ts';
import { readEventStream } from './read-event-stream.ts';
import { isWorthRetrying } from './is-worth-retrying.ts';
import type { StreamTiming } from './timing.ts';

export interface ConnectRequest {
  readonly job_id: string;
  readonly after: number;
  readonly signal: AbortSignal;
  readonly timing: StreamTiming;
}

/**
 * How one connection ended. `ended`: try again after a pause. `renew`: go on at once, with the new token.
 * `blocked`: something between here and the server does not let a stream through.
 */
export interface ConnectionEnd {
  readonly kind: 'ended' | 'renew' | 'blocked';
  readonly retry_after_ms: number;
}

const ENDED: ConnectionEnd = { kind: 'ended', retry_after_ms: 0 };
const RENEW: ConnectionEnd = { kind: 'renew', retry_after_ms: 0 };
const BLOCKED: ConnectionEnd = { kind: 'blocked', retry_after_ms: 0 };

/**
 * `open`: the connection stands. `unreadable`: a message that should have been an event. `resync`: our cursor does not
 * belong to the log as it is now; `last_seq` is the event before the first that can be had, or the last there is.
 */
export type StreamItem = JobEvent | 'open' | 'unreadable' | { readonly type: 'resync'; readonly last_seq: number };

/** One connection to a job's stream. */
export async function* connectEvents(
  client: Client,
  request: ConnectRequest,
): AsyncGenerator<StreamItem, ConnectionEnd> {
  const { runtime } = client;
  const { timing } = request;
  const pair = await freshPair(client, timing);
  if (pair === 'unreachable') return ENDED;
  const own = new AbortController();
  const signal = AbortSignal.any([request.signal, own.signal]);
  let end: 'renew' | 'blocked' | null = null;
  const giveUp = (reason: 'renew' | 'blocked') => (): void => {
    end = reason;
    own.abort();
  };
  const cancelFirstByte = runtime.timer(timing.first_byte_ms, giveUp('blocked'));
  const renew_in = renewIn(client, pair, timing);
  const cancelRenewal = renew_in === null ? () => {} : runtime.timer(renew_in, giveUp('renew'));
  try {
    const response = await open(client, request, pair, signal);
    if (response instanceof ApiError) {
      if (end === 'blocked') return BLOCKED;
      if (end === 'renew' || request.signal.aborted) return RENEW;
      if (response.status === 401) {
        await refreshed(client, pair);
        return ENDED;
      }
      if (!isWorthRetrying(response)) throw response;
      return { kind: 'ended', retry_after_ms: response.retry_after_ms };
    }
    const type = response.headers.get('content-type') ?? '';
    if (!type.startsWith('text/event-stream') || !response.body) return BLOCKED;
    cancelFirstByte();
    yield 'open';
    const { first_byte_ms, stall_ms } = timing;
    const messages = readEventStream(runtime, response.body, { first_byte_ms, stall_ms, signal });
    for (;;) {
      const next = await messages.next();
      if (!next.done && next.value.event === 'token_expired') {
        return (await refreshed(client, pair)) === 'unreachable' ? ENDED : RENEW;
      }
      if (!next.done) yield* parseMessage(next.value);
      else if (next.value === 'silent') return BLOCKED;
      else return end === 'renew' ? RENEW : ENDED;
    }
  } finally {
    cancelFirstByte();
    cancelRenewal();
    own.abort();
  }
}

/** Nothing for a message of a kind that this version does not know. */
function* parseMessage(message: { event: string; data: string }): Generator<StreamItem> {
  const { event, data } = message;
  try {
    if (event === 'resync') yield { type: 'resync', last_seq: Resync.parse(JSON.parse(data)).last_seq };
    else if (event === '' || event === 'message' || JobEventType.safeParse(event).success) {
      yield JobEvent.parse(JSON.parse(data));
    }
  } catch {
    yield 'unreadable';
  }
}

const Resync = z.object({ last_seq: z.int().nonnegative() });

async function open(
  client: Client,
  request: ConnectRequest,
  pair: TokenPair,
  signal: AbortSignal,
): Promise<Response | ApiError> {
  const url = requestUrl(
    client.base_url,
    ROUTES['jobs.logs'].path,
    { job_id: request.job_id },
    { after: request.after },
  );
  const headers: Record<string, string> = {
    accept: 'text/event-stream',
    authorization: `Bearer ${pair.access_token}`,
    'cache-control': 'no-store',
    'last-event-id': String(request.after),
  };
  try {
    const response = await client.runtime.fetch(url, { headers, signal });
    return response.ok ? response : await errorFromResponse(url, response);
  } catch (error) {
    return unreachable(url, error);
  }
}

/** A pair that lasts: one that is about to run out is exchanged before the connection is made. */
async function freshPair(client: Client, timing: StreamTiming): Promise<TokenPair | 'unreachable'> {
  const pair = await client.tokens.read();
  if (!pair) throw notSignedIn();
  const left_ms = Date.parse(pair.access_expires_at) - client.runtime.now();
  return left_ms > timing.renew_before_ms ? pair : await refreshed(client, pair);
}

/** Throws when signed out; a server that cannot be reached now may be there at the next try. */
async function refreshed(client: Client, stale: TokenPair): Promise<TokenPair | 'unreachable'> {
  try {
    return await client.refresh(stale);
  } catch (error) {
    if (error instanceof ApiError && isWorthRetrying(error)) return 'unreachable';
    throw error;
  }
}

/** Null when the pair looks run out by this machine's clock although it is new: then the clock is wrong, not the pair. */
function renewIn(client: Client, pair: TokenPair, timing: StreamTiming): number | null {
  const left_ms = Date.parse(pair.access_expires_at) - client.runtime.now() - timing.renew_before_ms;
  return left_ms > 0 ? left_ms : null;
}
