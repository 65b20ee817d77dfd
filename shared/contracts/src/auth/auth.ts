import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** At least 12 characters; no composition rules. At most 256, so that hashing stays cheap. */
export const Password = z.string().min(12).max(256);

export const User = z.object({
  id: Id,
  org_id: Id,
  email: z.string(),
  tier: z.enum(['FREE', 'PLUS', 'PRO', 'MAX', 'ENTERPRISE']),
  created_at: Instant,
});
export type User = z.infer<typeof User>;

/**
 * `access_token`: JWT, RS256, 15 minutes; verify it with the JWKS. `refresh_token`: opaque, 30 days, good for one use;
 * using one twice revokes every token of that session, unless it is the same client asking again within 30 s because the
 * answer was lost.
 */
export const TokenPair = z.object({
  token_type: z.literal('Bearer'),
  access_token: z.string(),
  access_expires_at: Instant,
  refresh_token: z.string(),
  refresh_expires_at: Instant,
});
export type TokenPair = z.infer<typeof TokenPair>;

export const Session = z.object({ user: User, tokens: TokenPair });
export type Session = z.infer<typeof Session>;
