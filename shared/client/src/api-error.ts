import { Problem } from '@iama/contracts/error/problem';

/**
 * Every failure of a call. `code` is what to branch on: one of the server's catalogue or, for what no server answered,
 * SERVER_UNREACHABLE, BAD_RESPONSE or NOT_SIGNED_IN. `message` is a sentence for people and `next` what they can do.
 * `status` is null when no answer came.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number | null;
  readonly next: string;
  readonly problem: Problem | null;
  /** The server's wish, from Retry-After or the problem; 0 when it has none. */
  readonly retry_after_ms: number;

  constructor(
    code: string,
    detail: string,
    next: string,
    more: { status?: number; problem?: Problem; retry_after_ms?: number; cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = more.status ?? null;
    this.next = next;
    this.problem = more.problem ?? null;
    this.retry_after_ms = more.retry_after_ms ?? 0;
  }
}

/** No answer came: the network, a name that does not resolve, a server that is not there. */
export function unreachable(url: string, cause: unknown): ApiError {
  return new ApiError(
    'SERVER_UNREACHABLE',
    `The server at ${new URL(url).origin} does not answer.`,
    'Check that it is running and that the address is right, then try again.',
    { cause },
  );
}

export function badResponse(url: string, status: number, cause: unknown): ApiError {
  return new ApiError(
    'BAD_RESPONSE',
    `${new URL(url).origin} answered with something this client does not understand (status ${status}).`,
    'Check that the address is a control plane’s, and that it and this client have the same version.',
    { status, cause },
  );
}

export function notSignedIn(): ApiError {
  return new ApiError('NOT_SIGNED_IN', 'You are not signed in.', 'Sign in first.', { status: 401 });
}

/** True when only signing in again helps. */
export function isSignedOut(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    ['NOT_SIGNED_IN', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED'].includes(
      error.code,
    )
  );
}

/** Read the problem out of an answer that is not a success. */
export async function errorFromResponse(url: string, response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get('retry-after') ?? '');
  const text = await response.text().catch(() => '');
  const problem = parseProblem(text);
  const retry_after_ms = 1000 * (Number.isFinite(seconds) && seconds > 0 ? seconds : (problem?.retry_after ?? 0));
  if (problem) {
    return new ApiError(problem.code, problem.detail, problem.next, {
      status: response.status,
      problem,
      retry_after_ms,
    });
  }
  if ([502, 503, 504].includes(response.status)) {
    const origin = new URL(url).origin;
    return new ApiError(
      'SERVER_UNREACHABLE',
      `${origin} is reachable, but the service behind it is not (status ${response.status}).`,
      'Try again in a moment.',
      { status: response.status, retry_after_ms },
    );
  }
  return badResponse(url, response.status, undefined);
}

function parseProblem(text: string): Problem | null {
  try {
    return Problem.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
