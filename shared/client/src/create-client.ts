import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import type { TokenPair } from '@iama/contracts/auth/auth';
import type { RouteCall, RouteResponse, RouteShape } from '@iama/contracts/http/route';
import { ROUTES } from '@iama/contracts/http/routes';
import type { RouteId, RouteTable } from '@iama/contracts/http/routes';
import { ApiError, badResponse, errorFromResponse, notSignedIn, unreachable } from './api-error.ts';
import { backOffMs } from './back-off.ts';
import type { BackOff } from './back-off.ts';
import { createRefresher } from './refresh-tokens.ts';
import { requestUrl } from './request-url.ts';
import type { UrlValue } from './request-url.ts';
import { pause, systemRuntime } from './runtime.ts';
import type { Runtime } from './runtime.ts';
import type { TokenStore } from './token-store.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Made by itself for routes that take one; give it when a repetition after a crash must be the same request. */
  readonly idempotency_key?: string;
  /** Retry although it is a POST: for calls that do no harm twice. GETs are always retried. */
  readonly repeatable?: boolean;
  /** Times to try again. 5 unless said otherwise, 0 for none. */
  readonly retries?: number;
  /** How long one try may take, milliseconds. 60,000 unless said otherwise. */
  readonly timeout_ms?: number;
}

type CallArguments<R extends RouteShape> =
  object extends RouteCall<R> ? [input?: RouteCall<R> & CallOptions] : [input: RouteCall<R> & CallOptions];

/** One control plane, as one account. Every method throws ApiError. */
export interface Client {
  readonly base_url: string;
  readonly runtime: Runtime;
  readonly tokens: TokenStore;
  /** Call a route of the table. The answer is parsed by the route's schema. */
  call<I extends RouteId>(id: I, ...input: CallArguments<RouteTable[I]>): Promise<RouteResponse<RouteTable[I]>>;
  /** A pair newer than `stale`; throws when signed out. Concurrent callers share one refresh. */
  refresh(stale: TokenPair): Promise<TokenPair>;
}

export interface ClientOptions {
  readonly base_url: string;
  readonly tokens: TokenStore;
  readonly runtime?: Runtime;
  readonly back_off?: BackOff;
  /**
   * The gate through which the body of every call goes, except what a person signs in with (`auth.*`). A program on a machine
   * with source code gives one that masks secrets.
   */
  readonly outgoing?: (body: unknown) => unknown;
}

const BACK_OFF: BackOff = { base_ms: 250, cap_ms: 8000 };
const RETRIES = 5;
const TIMEOUT_MS = 60_000;
/** Bytes, where the route table says nothing else. */
const DEFAULT_BODY_LIMIT = 256 * 1024;

export function createClient(options: ClientOptions): Client {
  const { base_url, tokens, runtime = systemRuntime, back_off = BACK_OFF, outgoing = (body) => body } = options;
  const refresher = createRefresher(tokens, (refresh_token) =>
    // A lost answer is asked for again: only the server can tell whether the first request arrived.
    client.call('auth.refresh', { body: { refresh_token }, repeatable: true }),
  );
  const client: Client = {
    base_url,
    runtime,
    tokens,
    async call(id, ...[input]) {
      // Which parameters a route takes is checked where it is called; here they are only passed on.
      const asked = (input ?? {}) as LooseCall;
      const call =
        id.startsWith('auth.') || asked.body === undefined ? asked : { ...asked, body: outgoing(asked.body) };
      return (await retried(ROUTES[id], call)) as never;
    },
    async refresh(stale) {
      const fresh = await refresher(stale);
      if (!fresh) throw notSignedIn();
      return fresh;
    },
  };
  return client;

  async function retried(route: RouteShape, call: LooseCall): Promise<unknown> {
    const key = call.idempotency_key ?? (route.idempotent ? runtime.uuid() : undefined);
    const repeatable = route.method === 'GET' || key !== undefined || call.repeatable === true;
    const retries = repeatable ? (call.retries ?? RETRIES) : 0;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await authorized(route, call, key);
      } catch (error) {
        call.signal?.throwIfAborted();
        if (!(error instanceof ApiError) || !isTransient(error) || attempt >= retries) throw error;
        await pause(runtime, backOffMs(attempt, runtime.random(), back_off, error.retry_after_ms), call.signal);
        call.signal?.throwIfAborted();
      }
    }
  }

  async function authorized(route: RouteShape, call: LooseCall, key: string | undefined): Promise<unknown> {
    if (route.auth === 'public') return await once(route, call, key, null);
    const pair = await tokens.read();
    if (!pair) throw notSignedIn();
    try {
      return await once(route, call, key, pair);
    } catch (error) {
      // A 401 was refused before anything was done, so the same request may go out again with a new token.
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      return await once(route, call, key, await client.refresh(pair));
    }
  }

  async function once(
    route: RouteShape,
    call: LooseCall,
    key: string | undefined,
    pair: TokenPair | null,
  ): Promise<unknown> {
    const url = requestUrl(base_url, route.path, call.params, call.query);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (pair) headers['authorization'] = `Bearer ${pair.access_token}`;
    if (key !== undefined) headers['idempotency-key'] = key;
    const patience = new AbortController();
    const signal = call.signal ? AbortSignal.any([call.signal, patience.signal]) : patience.signal;
    const init: RequestInit = { method: route.method, headers, signal };
    if (call.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = bodyWithin(JSON.stringify(call.body), route.body_limit ?? DEFAULT_BODY_LIMIT);
    }
    const cancel = runtime.timer(call.timeout_ms ?? TIMEOUT_MS, () => patience.abort());
    try {
      const response = await runtime.fetch(url, init).catch((error: unknown) => {
        call.signal?.throwIfAborted();
        throw unreachable(url, error);
      });
      if (!response.ok) throw await errorFromResponse(url, response);
      return await parseAnswer(url, route, response);
    } finally {
      cancel();
    }
  }
}

/** Refused here: a server hangs up on a body that is too large, often before its answer can be read. */
function bodyWithin(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= limit) return text;
  const { status, next } = ERROR_CATALOGUE.PAYLOAD_TOO_LARGE;
  const detail = `The request has ${bytes} bytes; at most ${limit} are taken.`;
  throw new ApiError('PAYLOAD_TOO_LARGE', detail, next, { status });
}

interface LooseCall extends CallOptions {
  readonly params?: Readonly<Record<string, UrlValue>> | undefined;
  readonly query?: Readonly<Record<string, UrlValue>> | undefined;
  readonly body?: unknown;
}

async function parseAnswer(url: string, route: RouteShape, response: Response): Promise<unknown> {
  if (route.status === 204) {
    await response.body?.cancel();
    return undefined;
  }
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    // Cut off in the middle of the answer: the same as no answer.
    throw unreachable(url, error);
  }
  try {
    return route.response.parse(JSON.parse(text));
  } catch (error) {
    throw badResponse(url, response.status, error);
  }
}

/** Worth trying again: nothing answered, or the answer says later. */
function isTransient(error: ApiError): boolean {
  if (error.code === 'SERVER_UNREACHABLE' || error.code === 'IDEMPOTENCY_IN_PROGRESS') return true;
  // Until an operator changes their mind.
  if (error.code === 'KILL_SWITCH_ON') return false;
  return error.status !== null && [429, 502, 503, 504].includes(error.status);
}
