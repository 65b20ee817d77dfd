import { z } from 'zod';
import { Session } from '../../auth/auth.ts';
import { DeviceAuthorization, DeviceClient, DeviceRequest, TypedUserCode } from '../../auth/device.ts';
import { HandoffCode, HandoffExchange, HandoffRequest, HandoffTarget, RedirectUri } from '../../auth/handoff.ts';
import { route } from '../route.ts';

/**
 * How a program that has no password gets a session: the hand-off of a browser on the same machine (OAuth 2.1 with PKCE,
 * RFC 7636 and 8252), and the code that is typed on any other screen (RFC 8628).
 */
export const SIGN_IN_ROUTES = {
  'auth.handoff_target': route({
    method: 'GET',
    path: '/api/v1/auth/handoff/target',
    summary: 'Where a sign-in for an editor would return to; refused when that place is not allowed',
    auth: 'public',
    status: 200,
    query: z.object({ redirect_uri: RedirectUri }),
    response: HandoffTarget,
    errors: ['REDIRECT_REFUSED'],
  }),
  'auth.handoff': route({
    method: 'POST',
    path: '/api/v1/auth/handoff',
    summary: 'Make a code that the editor exchanges for a session of its own; good once, for 60 s',
    auth: 'user',
    status: 201,
    body: HandoffRequest,
    response: HandoffCode,
    errors: ['REDIRECT_REFUSED'],
  }),
  'auth.handoff_exchange': route({
    method: 'POST',
    path: '/api/v1/auth/handoff/exchange',
    summary: 'Exchange the code and its verifier for a session; any mistake uses the code up',
    auth: 'public',
    status: 201,
    body: HandoffExchange,
    response: Session,
    errors: ['HANDOFF_CODE_INVALID', 'HANDOFF_CODE_EXPIRED', 'HANDOFF_CODE_USED', 'HANDOFF_PROOF_WRONG'],
  }),
  'auth.device': route({
    method: 'POST',
    path: '/api/v1/auth/device',
    summary: 'Ask for a sign-in that a person confirms on another screen',
    auth: 'public',
    status: 201,
    body: z.object({ client: DeviceClient }),
    response: DeviceAuthorization,
    errors: [],
  }),
  'auth.device_find': route({
    method: 'POST',
    path: '/api/v1/auth/device/find',
    summary: 'Who waits behind a user code',
    auth: 'user',
    status: 200,
    body: z.object({ user_code: TypedUserCode }),
    response: DeviceRequest,
    errors: ['USER_CODE_UNKNOWN'],
  }),
  'auth.device_decide': route({
    method: 'POST',
    path: '/api/v1/auth/device/decide',
    summary: 'Let the program behind a user code sign in as you, or refuse it',
    auth: 'user',
    status: 204,
    body: z.object({ user_code: TypedUserCode, decision: z.enum(['approve', 'deny']) }),
    response: z.undefined(),
    errors: ['USER_CODE_UNKNOWN'],
  }),
  'auth.device_token': route({
    method: 'POST',
    path: '/api/v1/auth/device/token',
    summary: 'Poll for the session; ask again after `retry_after` seconds while the person has not decided',
    auth: 'public',
    status: 201,
    body: z.object({ device_code: z.string().min(1).max(128) }),
    response: Session,
    errors: [
      'AUTHORIZATION_PENDING',
      'SLOW_DOWN',
      'ACCESS_DENIED',
      'DEVICE_CODE_EXPIRED',
      'DEVICE_CODE_INVALID',
      'DEVICE_CODE_USED',
    ],
  }),
} as const;
