import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { LinkSigner } from '../../app/ports/link-signer.ts';

/** Links are signed with a key of their own, derived from the one for access tokens: processes that share that share this. */
export function hmacLinks(signing_key: KeyObject): LinkSigner {
  const secret = signing_key.export({ type: 'pkcs8', format: 'der' });
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'iama artifact links', 32));
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return {
    sign: (text) => sign(text).toString('base64url'),
    verify(text, signature) {
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(text);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
