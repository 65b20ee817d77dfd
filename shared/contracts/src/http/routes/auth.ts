import { z } from 'zod';
import { Email, Password, Session, TokenPair, User } from '../../auth/auth.ts';
import { route } from '../route.ts';

export const AUTH_ROUTES = {
  'auth.register': route({
    method: 'POST',
    path: '/api/v1/auth/register',
    summary: 'Make an account and sign in',
    auth: 'public',
    status: 201,
    body: z.object({ email: Email, password: Password }),
    response: Session,
    errors: ['EMAIL_TAKEN'],
  }),
  'auth.login': route({
    method: 'POST',
    path: '/api/v1/auth/login',
    summary: 'Sign in',
    auth: 'public',
    status: 200,
    body: z.object({ email: Email, password: z.string().min(1).max(256) }),
    response: Session,
    errors: ['INVALID_CREDENTIALS'],
  }),
  'auth.refresh': route({
    method: 'POST',
    path: '/api/v1/auth/refresh',
    summary: 'Exchange a refresh token for a new pair',
    auth: 'public',
    status: 200,
    body: z.object({ refresh_token: z.string().min(1).max(512) }),
    response: TokenPair,
    errors: ['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED'],
  }),
  'auth.logout': route({
    method: 'POST',
    path: '/api/v1/auth/logout',
    summary: 'End the session a refresh token belongs to; an unknown token is no error',
    auth: 'public',
    status: 204,
    body: z.object({ refresh_token: z.string().min(1).max(512) }),
    response: z.undefined(),
    errors: [],
  }),
  'auth.me': route({
    method: 'GET',
    path: '/api/v1/auth/me',
    summary: 'Who am I',
    auth: 'user',
    status: 200,
    response: User,
    errors: [],
  }),
  'auth.jwks': route({
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary: 'Public keys that verify access tokens',
    auth: 'public',
    status: 200,
    response: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
    errors: [],
  }),
} as const;
