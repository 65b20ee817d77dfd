import { ApiError, isSignedOut } from '@iama/client/api-error';
import { RunnerError } from '@iama/runner/errors/runner-error';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';

/** Whatever was thrown, as something a person can act on. */
export function asCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof ApiError) return fromApi(error);
  if (error instanceof RunnerError) {
    const exit = RUNNER_EXITS[error.code] ?? EXIT.failure;
    const details = error.paths.map((path) => path);
    return new CliError(error.code, error.message, error.next, exit, {
      details,
      data: { paths: error.paths },
      cause: error,
    });
  }
  const errno = error instanceof Error && 'code' in error ? error.code : null;
  if (errno === 'ENOSPC' || errno === 'EDQUOT') {
    const message = 'The disk is full. Nothing half-written was left.';
    return new CliError('DISK_FULL', message, 'Free some space, then do it again.', EXIT.failure, { cause: error });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new CliError('INTERNAL', message, 'Set IAMA_DEBUG=1 to see where; please report it.', EXIT.failure, {
    cause: error,
  });
}

function fromApi(error: ApiError): CliError {
  const details = error.problem?.errors?.map((each) => `${each.path}: ${each.message}`) ?? [];
  const accepted = error.problem?.accepted_events;
  const data = { status: error.status, ...(accepted ? { accepted_events: accepted } : {}) };
  const next = isSignedOut(error) ? 'Sign in with `iama login`.' : (OWN_WORDS[error.code] ?? error.next);
  return new CliError(error.code, error.message, next, exitForApi(error), { details, data, cause: error });
}

/** Where the server's advice speaks of its API, for whoever calls that directly. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  ILLEGAL_TRANSITION: '`iama show <id>` says what can be done with it now.',
  QUOTA_EXCEEDED: 'A new job waits for a day: `iama resume <id>` starts it. `iama usage` shows where you stand.',
};

function exitForApi(error: ApiError): ExitCode {
  if (isSignedOut(error)) return EXIT.signed_out;
  const known = API_EXITS[error.code];
  if (known !== undefined) return known;
  return error.status === 400 || error.status === 413 ? EXIT.usage : EXIT.failure;
}

const API_EXITS: Readonly<Record<string, ExitCode>> = {
  SERVER_UNREACHABLE: EXIT.unreachable,
  UNAVAILABLE: EXIT.unreachable,
  BAD_RESPONSE: EXIT.unreachable,
  INVALID_CREDENTIALS: EXIT.signed_out,
  EMAIL_TAKEN: EXIT.signed_out,
  NOT_FOUND: EXIT.usage,
  PREFLIGHT_BLOCKED: EXIT.blocked,
  CAUTION_NOT_ACKNOWLEDGED: EXIT.blocked,
  QUOTA_EXCEEDED: EXIT.blocked,
  KILL_SWITCH_ON: EXIT.blocked,
  ILLEGAL_TRANSITION: EXIT.conflict,
  SPEC_REVISION_CONFLICT: EXIT.conflict,
  SPEC_OUT_OF_PLAN: EXIT.usage,
  TASK_LEASED: EXIT.conflict,
};

const RUNNER_EXITS: Readonly<Record<string, ExitCode>> = {
  NOT_A_REPOSITORY: EXIT.blocked,
  GIT_REFUSED: EXIT.blocked,
  WORKSPACE_UNREADABLE: EXIT.blocked,
  TARGET_NOT_FOUND: EXIT.blocked,
  TARGET_OUTSIDE_WORKSPACE: EXIT.blocked,
  SYMBOL_NOT_FOUND: EXIT.blocked,
  LOCAL_NATIVE_NO_VCS_CHECKPOINT: EXIT.blocked,
  NATIVE_NOT_ACKNOWLEDGED: EXIT.blocked,
  DOCKER_UNAVAILABLE: EXIT.blocked,
  DOCKER_IMAGE_MISSING: EXIT.blocked,
  BUNDLE_EXISTS: EXIT.usage,
  BUNDLE_UNREADABLE: EXIT.usage,
  WORKSPACE_CHANGED: EXIT.conflict,
  WORKSPACE_BUSY: EXIT.conflict,
  PATCH_DOES_NOT_APPLY: EXIT.conflict,
  NOTHING_TO_REVERT: EXIT.conflict,
  SNAPSHOT_MISSING: EXIT.conflict,
  CANCELLED: EXIT.interrupted,
};
