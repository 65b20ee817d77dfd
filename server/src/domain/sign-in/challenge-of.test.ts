import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { challengeOf } from './challenge-of.ts';

const sha256 = (text: string) => createHash('sha256').update(text);

describe('challengeOf', () => {
  it('agrees with the example of RFC 7636, appendix B', () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    assert.equal(challengeOf(sha256(verifier).digest('hex')), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('is base64url of the digest, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(challengeOf(sha256(text).digest('hex')), sha256(text).digest('base64url'));
      }),
    );
  });
});
