import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanLine } from './clean-line.ts';
import { nearest } from './nearest.ts';
import { bullet, wrapText } from './wrap-text.ts';

describe('wrapText', () => {
  it('keeps every word and every line within the width', () => {
    const word = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })
      .filter((text) => /^\S+$/.test(text));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.integer({ min: 12, max: 100 }), (words, width) => {
        const wrapped = wrapText(words.join(' '), width);
        assert.deepEqual(wrapped.split(/\s+/).filter(Boolean), words);
        for (const line of wrapped.split('\n')) assert.ok(line.length <= width);
      }),
    );
  });
  it('hangs the lines of a list entry below its first word', () => {
    assert.equal(bullet('+', 'one two three', 12), '  + one two\n    three');
  });
});

describe('cleanLine', () => {
  it('takes away what would steer the terminal', () => {
    assert.equal(cleanLine('a\u001b[2J\u001b[31mred\u0007 b\r\nc\u009b'), 'ared  b  c ');
    assert.equal(cleanLine('naïve — ✓ 日本'), 'naïve — ✓ 日本');
  });
});

describe('nearest', () => {
  it('finds what a mistyped name meant', () => {
    const names = ['unused-code', 'commonjs-to-esm'];
    assert.deepEqual(nearest('unusd-code', names), ['unused-code']);
    assert.deepEqual(nearest('esm', names), ['commonjs-to-esm']);
    assert.deepEqual(nearest('flag-removal', names), []);
  });
});
