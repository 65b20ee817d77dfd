import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, errors, exportJWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { AccessTokens } from '../../app/ports/access-tokens.ts';

const ISSUER = 'iama';
const AUDIENCE = 'iama-api';

const Claims = z.object({ sub: z.uuid(), org: z.uuid(), tier: z.string(), exp: z.number() });

/** JWT, RS256. The key's id is its thumbprint, so the same key has the same id in every process. */
export async function jwtAccessTokens(signing_key: KeyObject): Promise<AccessTokens> {
  const public_key = createPublicKey(signing_key);
  const jwk = await exportJWK(public_key);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    sign: (actor, issued_at, expires_at) =>
      new SignJWT({ org: actor.org_id, tier: actor.tier })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(actor.user_id)
        .setIssuedAt(issued_at)
        .setExpirationTime(expires_at)
        .sign(signing_key),

    async verify(token, now) {
      try {
        const { payload } = await jwtVerify(token, public_key, {
          algorithms: ['RS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          currentDate: now,
        });
        const { sub, org, tier, exp } = Claims.parse(payload);
        return { valid: true, actor: { user_id: sub, org_id: org, tier }, expires_at: new Date(exp * 1000) };
      } catch (error) {
        return { valid: false, reason: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
      }
    },

    jwks: () => ({ keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] }),
  };
}
