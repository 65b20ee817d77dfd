import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import type { ErrorCode } from '@iama/contracts/error/catalogue';
import type { Problem } from '@iama/contracts/error/problem';
import { AppError } from '../../app/app-error.ts';
import { InvalidRequest } from './invalid-request.ts';

/** Fastify's own refusals, by its stable codes. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MALFORMED_JSON',
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_BAD_URL: 'VALIDATION_FAILED',
  FST_ERR_MAX_PARAM_LENGTH: 'ROUTE_NOT_FOUND',
};

/**
 * Whatever was thrown, as the problem a client may see. Faults of ours come out as INTERNAL with `error_id` and nothing
 * of what happened; the caller logs the rest under that id.
 */
export function toProblem(error: unknown, error_id: string): Problem {
  if (error instanceof InvalidRequest) return { ...problemOf('VALIDATION_FAILED'), errors: [...error.errors] };
  if (error instanceof AppError) return fromAppError(error, error_id);
  const code = codeOf(error);
  const known = code === null ? undefined : FASTIFY_CODES[code];
  if (known) return problemOf(known);
  // secure-json-parse refuses __proto__ with a SyntaxError that has no code.
  if (error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400)
    return problemOf('MALFORMED_JSON');
  if (code !== null && TRANSIENT.has(code)) return { ...problemOf('UNAVAILABLE'), error_id, retry_after: 2 };
  return { ...problemOf('INTERNAL'), error_id };
}

export function problemOf(code: ErrorCode, detail?: string): Problem {
  const { status, title, next } = ERROR_CATALOGUE[code];
  return { type: `/api/docs#error-${code}`, title, status, code, detail: detail ?? title, next };
}

function fromAppError(error: AppError, error_id: string): Problem {
  const problem = problemOf(error.code, error.message);
  const { accepted_events, retry_after, diff_payload, resets_at } = error.extra;
  return {
    ...problem,
    ...(accepted_events ? { accepted_events: [...accepted_events] } : {}),
    ...(diff_payload ? { diff_payload } : {}),
    ...(resets_at === undefined ? {} : { resets_at }),
    ...(retry_after === undefined ? {} : { retry_after }),
    ...(problem.status >= 500 ? { error_id } : {}),
  };
}

/** The database is restarting, out of reach, full of connections or without space: true for the moment, worth trying again. */
const TRANSIENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
]);

/** A code of the error, or of what it wraps: drizzle puts PostgreSQL's error into `cause`. */
function codeOf(error: unknown): string | null {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return null;
}
