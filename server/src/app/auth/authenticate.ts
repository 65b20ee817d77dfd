import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from './auth-deps.ts';
import { bearerOf } from './bearer-of.ts';

/** Who an `Authorization` header speaks for, and until when. UNAUTHENTICATED, TOKEN_EXPIRED. */
export async function authenticate(
  { tokens, clock }: Pick<AuthDeps, 'tokens' | 'clock'>,
  authorization: string | undefined,
): Promise<{ actor: Actor; expires_at: Date }> {
  const token = bearerOf(authorization);
  if (token === null) throw new AppError('UNAUTHENTICATED');
  const verified = await tokens.verify(token, clock.now());
  if (verified.valid) return verified;
  throw new AppError(verified.reason === 'expired' ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED');
}
