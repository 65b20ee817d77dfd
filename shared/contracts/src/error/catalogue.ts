/**
 * Every error the control plane answers with: its HTTP status, a title, and what the person can do.
 * Codes are stable: clients branch on them, so none is ever renamed.
 */
export const ERROR_CATALOGUE = {
  VALIDATION_FAILED: {
    status: 400,
    title: 'The request is not valid',
    next: 'Correct the fields named in `errors` and send it again.',
  },
  MALFORMED_JSON: {
    status: 400,
    title: 'The body is not JSON',
    next: 'Send a JSON body with Content-Type: application/json.',
  },
  UNAUTHENTICATED: {
    status: 401,
    title: 'You are not signed in',
    next: 'Sign in, or send an access token as `Authorization: Bearer …`.',
  },
  TOKEN_EXPIRED: {
    status: 401,
    title: 'The access token has expired',
    next: 'Use the refresh token at POST /api/v1/auth/refresh, then repeat the request.',
  },
  INVALID_CREDENTIALS: {
    status: 401,
    title: 'E-mail or password is wrong',
    next: 'Check both; if the account is new, register first.',
  },
  REFRESH_TOKEN_INVALID: { status: 401, title: 'The refresh token is not valid', next: 'Sign in again.' },
  REFRESH_TOKEN_REUSED: {
    status: 401,
    title: 'The refresh token was used before',
    next: 'The whole session was revoked for safety. Sign in again.',
  },
  REDIRECT_REFUSED: {
    status: 400,
    title: 'A sign-in may not return to this address',
    next: 'Start the sign-in from the editor again. If its host is yours, name it in IAMA_EDITOR_CALLBACK_HOSTS.',
  },
  HANDOFF_CODE_INVALID: {
    status: 400,
    title: 'There is no such sign-in code',
    next: 'Start the sign-in from the editor again.',
  },
  HANDOFF_CODE_EXPIRED: {
    status: 400,
    title: 'The sign-in code has expired',
    next: 'Start the sign-in from the editor again, and let it finish within a minute.',
  },
  HANDOFF_CODE_USED: {
    status: 400,
    title: 'The sign-in code was used before',
    next: 'The session made from it was revoked for safety. Start the sign-in from the editor again.',
  },
  HANDOFF_PROOF_WRONG: {
    status: 400,
    title: 'This is not the editor that asked for the sign-in code',
    next: 'The code is void now. Start the sign-in from the editor again.',
  },
  AUTHORIZATION_PENDING: {
    status: 400,
    title: 'Nobody has confirmed this sign-in yet',
    next: 'Ask again after the seconds in Retry-After.',
  },
  SLOW_DOWN: {
    status: 400,
    title: 'Asked too soon',
    next: 'From now on wait the seconds in Retry-After between two requests.',
  },
  ACCESS_DENIED: {
    status: 400,
    title: 'The person refused this sign-in',
    next: 'Start again if that was a mistake.',
  },
  DEVICE_CODE_EXPIRED: {
    status: 400,
    title: 'Nobody confirmed this sign-in in time',
    next: 'Start again to get a new code.',
  },
  DEVICE_CODE_INVALID: {
    status: 400,
    title: 'There is no such device code',
    next: 'Start again to get a new code.',
  },
  DEVICE_CODE_USED: {
    status: 400,
    title: 'The device code was used before',
    next: 'The session made from it was revoked for safety. Start again to get a new code.',
  },
  USER_CODE_UNKNOWN: {
    status: 404,
    title: 'Nobody waits behind this code',
    next: 'Compare it with the one on the other screen; it is good for ten minutes and for one answer.',
  },
  ENTITLEMENT_DENIED: {
    status: 403,
    title: 'Your plan does not include this',
    next: 'Choose another option, or change the plan.',
  },
  ADMIN_ROLE_DENIED: {
    status: 403,
    title: 'Your role does not include this',
    next: 'Ask an admin whose role does; `npm run operate` at the server needs none.',
  },
  CONFIG_UNKNOWN: {
    status: 404,
    title: 'There is no such setting',
    next: 'See GET /api/v1/admin/config for those there are.',
  },
  CONFIG_INVALID: {
    status: 422,
    title: 'The setting cannot have this value',
    next: 'Correct what is named and send it again; nothing was changed.',
  },
  CONFIG_CONFLICT: {
    status: 409,
    title: 'The setting has changed meanwhile',
    next: 'Read it again, and send the revision that stands.',
  },
  QUOTA_EXCEEDED: {
    status: 403,
    title: 'Your plan has nothing left for another job',
    next: 'Start it again then, or cancel a job under way that you do not need; `iama usage` shows where you stand.',
  },
  NOT_FOUND: { status: 404, title: 'There is nothing here', next: 'Check the id; it may belong to another account.' },
  ROUTE_NOT_FOUND: { status: 404, title: 'There is no such route', next: 'See /api/docs for what there is.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'This route does not take that method',
    next: 'See /api/docs for what it takes.',
  },
  EMAIL_TAKEN: { status: 409, title: 'There is already an account with this e-mail', next: 'Sign in instead.' },
  ILLEGAL_TRANSITION: {
    status: 409,
    title: 'The job does not accept this now',
    next: 'Send one of `accepted_events`, or look at the job again.',
  },
  BLACK_BOX_NOT_ACCEPTED: {
    status: 409,
    title: 'Nobody has agreed to what the black box covers, and what not',
    next: 'Read both lists in the specification, then approve it with `accept_black_box`.',
  },
  NOTHING_LEFT_TO_COMPARE: {
    status: 409,
    title: 'Without these tests nothing would be compared any more',
    next: 'Give them more time (`increase_timeout`), leave fewer out, or go on with the repair (`continue_repair`).',
  },
  SPEC_REVISION_CONFLICT: {
    status: 409,
    title: 'The specification has changed meanwhile',
    next: 'Look at `diff_payload`, or read the specification again; then send the token of the revision that stands.',
  },
  SPEC_OUT_OF_PLAN: {
    status: 422,
    title: 'The specification allows files that its plan does not change',
    next: 'Leave those files out: a specification may allow fewer files than its plan, never others.',
  },
  MODEL_UNAVAILABLE: {
    status: 503,
    title: 'The language model gave nothing that can be used',
    next: 'See with `iama models test` what is wrong with it, then try again.',
  },
  MODEL_NOT_CONFIGURED: {
    status: 409,
    title: 'A goal needs a language model, and none is configured',
    next: 'Choose a recipe, which needs none; or set IAMA_MODEL and IAMA_MODEL_URL and start the server again (see the README).',
  },
  MODEL_UNKNOWN: {
    status: 422,
    title: 'No model is configured under this name',
    next: 'Name one that `iama models list` shows, or name none and leave it to the routes.',
  },
  MODEL_NOT_IN_PLAN: {
    status: 403,
    title: 'Your plan does not include this model',
    next: 'Name another one, or name none and leave it to the routes.',
  },
  ARTIFACT_GONE: {
    status: 410,
    title: 'This is not kept any more',
    next: 'Artifacts are kept for 14 days. Start a job again to have it anew; what `iama evidence --out` wrote stays yours.',
  },
  LINK_INVALID: {
    status: 403,
    title: 'This link was not made here, or was changed',
    next: 'Ask for another one at POST /api/v1/jobs/:job_id/artifacts/:artifact_id/link.',
  },
  LINK_EXPIRED: {
    status: 410,
    title: 'This link has expired',
    next: 'Ask for another one at POST /api/v1/jobs/:job_id/artifacts/:artifact_id/link.',
  },
  PROPOSAL_NOT_SELECTABLE: {
    status: 409,
    title: 'This plan would change nothing',
    next: 'Choose another level, or cancel the job.',
  },
  PATCH_SUPERSEDED: {
    status: 409,
    title: 'This is not the diff that stands',
    next: 'Read the delivery again, and review the diff that it names.',
  },
  NOT_IN_PATCH: {
    status: 422,
    title: 'The diff has no such hunk or file',
    next: 'Name hunks and files of the delivered diff.',
  },
  NOTHING_REJECTED: {
    status: 422,
    title: 'Nothing is rejected, and a recipe cannot read comments',
    next: 'Reject the hunks that you do not want, then ask again; or apply the diff and change the lines by hand.',
  },
  EVERYTHING_REJECTED: {
    status: 422,
    title: 'Every hunk is rejected, so nothing would be left to change',
    next: 'Accept something, or leave the diff as it is: nothing of it is written before you apply it.',
  },
  TASK_LEASED: {
    status: 409,
    title: 'Another client is doing this task',
    next: 'Wait for the next task; it is offered again if that client stops.',
  },
  TASK_GONE: {
    status: 409,
    title: 'The job has moved on; this task is void',
    next: 'Drop the work and look at the job again.',
  },
  LEASE_LOST: {
    status: 409,
    title: 'This lease has run out',
    next: 'Drop the work; lease the task again if it is still offered.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    title: 'This idempotency key was used for another request',
    next: 'Use a new key for each new request.',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    status: 409,
    title: 'The first request with this key is still running',
    next: 'Wait a moment and repeat it with the same key.',
  },
  FAST_TRACK_TOO_LARGE: {
    status: 409,
    title: 'This plan is too large for fast track',
    next: 'Choose it without fast track, read its specification, and approve it.',
  },
  FAST_TRACK_NOT_IN_PLAN: {
    status: 403,
    title: 'Your plan does not include fast track',
    next: 'Choose the plan without fast track, read its specification, and approve it.',
  },
  PREFLIGHT_BLOCKED: {
    status: 422,
    title: 'The workspace is not ready for a job',
    next: 'Resolve the blocking reasons and run the preflight again.',
  },
  CAUTION_NOT_ACKNOWLEDGED: {
    status: 422,
    title: 'A caution has not been accepted',
    next: 'Read the cautions and send their codes in `acknowledged`.',
  },
  RESULT_KIND_MISMATCH: {
    status: 422,
    title: 'The result is not of the task’s kind',
    next: 'Post a result whose `kind` is the task’s.',
  },
  RESULT_INCONSISTENT: {
    status: 422,
    title: 'The result contradicts itself or what was asked for',
    next: 'Do the task again as its payload says, or hand it in as failed.',
  },
  CURSOR_INVALID: { status: 400, title: 'The cursor is not valid', next: 'Start the list again without a cursor.' },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    title: 'The body is too large',
    next: 'Narrow the target so that less has to be sent.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Only JSON is understood here',
    next: 'Send Content-Type: application/json.',
  },
  RATE_LIMITED: { status: 429, title: 'Too many requests', next: 'Wait for the seconds in Retry-After, then go on.' },
  INTERNAL: {
    status: 500,
    title: 'Something went wrong on our side',
    next: 'Try again; if it stays, report the `error_id`.',
  },
  KILL_SWITCH_ON: {
    status: 503,
    title: 'An operator has switched jobs off',
    next: 'Nothing of yours was changed. Try again when the operator has switched them on; what you have so far is kept.',
  },
  UNAVAILABLE: { status: 503, title: 'The service is starting or stopping', next: 'Try again in a few seconds.' },
} as const satisfies Record<string, { status: number; title: string; next: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
