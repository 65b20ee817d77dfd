import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readUserCode, showUserCode, userCodeFrom } from './user-code.ts';

const hex = (bytes: readonly number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('a user code', () => {
  it('has eight consonants that are not taken for digits, and comes back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const code = userCodeFrom(hex([...bytes]));
        if (code === null) return;
        assert.match(code, /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
        const shown = showUserCode(code);
        assert.match(shown, /^\w{4}-\w{4}$/);
        for (const typed of [code, shown, shown.toLowerCase(), ` ${code.slice(0, 4)} ${code.slice(4)} `]) {
          assert.equal(readUserCode(typed), code);
        }
      }),
    );
  });

  it('throws the bytes away that would make some letters likelier', () => {
    assert.equal(userCodeFrom(hex([255, 240, 0, 1, 2, 3, 4, 5, 6, 239])), 'BCDFGHJZ');
    assert.equal(userCodeFrom(hex([255, 240, 0, 1, 2, 3, 4, 5, 6])), null);
  });

  it('is not read out of what nobody can have meant', () => {
    for (const typed of ['', 'BCDF-GHJ', 'BCDF-GHJKL', 'ABCD-FGHJ', 'BCDF-GHJ1', 'BCDF_GHJK', '😀😀😀😀']) {
      assert.equal(readUserCode(typed), null, typed);
    }
  });
});
