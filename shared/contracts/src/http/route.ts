import type { z } from 'zod';
import type { AdminRole } from '../admin/admin.ts';
import type { ErrorCode } from '../error/catalogue.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One route: what it takes, what it answers, which errors it may answer with beside those every route has
 * (VALIDATION_FAILED, UNAUTHENTICATED, TOKEN_EXPIRED, RATE_LIMITED, INTERNAL, UNAVAILABLE).
 */
export interface RouteShape {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  /** `admin`: a session of those who run the product, which no user's token is. */
  readonly auth: 'public' | 'user' | 'admin';
  /** Admins of these roles only; left out: of any. */
  readonly roles?: readonly AdminRole[];
  readonly status: 200 | 201 | 204;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** `event_stream`: SSE; `response` is then the shape of one event's data. */
  readonly format?: 'json' | 'event_stream';
  /** Takes `Idempotency-Key`: the answer to a repeated key is the first one's. */
  readonly idempotent?: boolean;
  /** Bytes; 256 KiB unless said otherwise. */
  readonly body_limit?: number;
  readonly errors: readonly ErrorCode[];
}

export function route<const R extends RouteShape>(shape: R): R {
  return shape;
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type In<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a handler gets, after parsing. */
export interface RouteInput<R extends RouteShape> {
  params: Out<R['params']>;
  query: Out<R['query']>;
  body: Out<R['body']>;
}

/** What a caller gives, before parsing (defaults may be left out). */
export type RouteCall<R extends RouteShape> = (R['params'] extends z.ZodObject
  ? { params: In<R['params']> }
  : { params?: undefined }) &
  (R['query'] extends z.ZodObject ? { query?: In<R['query']> } : { query?: undefined }) &
  (R['body'] extends z.ZodType ? { body: In<R['body']> } : { body?: undefined });

export type RouteResponse<R extends RouteShape> = z.output<R['response']>;
