import { answer } from '../../handler.ts';

export const authJwks = answer('auth.jwks', async ({ deps }) => deps.auth.tokens.jwks());
