import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizeText } from './normalize-text.ts';

describe('a text of a specification', () => {
  it('is brought into the form that a file in UTF-8 and an editor keep', () => {
    assert.equal(normalizeText(' a \r\n \t\rb\n  c\n\n'), 'a \n\nb\n  c');
    assert.equal(normalizeText('half \ud83d of one'), 'half \ufffd of one');
  });

  it('stays as it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\r', '\n', '\u2028', '\ud800') }), (text) => {
        const once = normalizeText(text);
        assert.equal(normalizeText(once), once);
        assert.ok(once.isWellFormed());
      }),
    );
  });
});
