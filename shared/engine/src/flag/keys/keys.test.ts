import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FlagApi } from '@iama/contracts/flag/api';
import { couldGiveKey } from './could-give-key.ts';
import { keyNeedles, nameForKey } from './key-names.ts';
import { nearMissKeys } from './near-misses.ts';
import { keyWords, spellKey } from './spell-key.ts';

describe('the spellings of a key', () => {
  it('are made of its words', () => {
    const styles = ['exact', 'camel', 'pascal', 'snake', 'screaming', 'kebab'] as const;
    assert.deepEqual(
      styles.map((style) => spellKey('new.checkout-flow', style)),
      [
        'new.checkout-flow',
        'newCheckoutFlow',
        'NewCheckoutFlow',
        'new_checkout_flow',
        'NEW_CHECKOUT_FLOW',
        'new-checkout-flow',
      ],
    );
  });

  it('come back to the same words, whichever they are', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'z'), minLength: 2, maxLength: 6 });
    const styles = fc.constantFrom('camel', 'pascal', 'snake', 'screaming', 'kebab');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), styles, (words, style) => {
        assert.deepEqual(keyWords(spellKey(words.join('-'), style)), words);
      }),
    );
  });

  it('know capitals at the end and digits', () => {
    assert.deepEqual(keyWords('newUI2Beta'), ['new', 'ui', '2', 'beta']);
    assert.deepEqual(keyWords('HTTPServer'), ['http', 'server']);
  });

  it('are looked for where an API uses them, and no longer needle than needed', () => {
    const api = FlagApi.parse({
      calls: [{ names: ['is{pascal}Enabled'] }, { names: ['useFlags'], styles: ['camel', 'exact'] }],
      constants: ['Flags.NEW_UI'],
    });
    assert.deepEqual(keyNeedles('new-ui', [api]).toSorted(), ['NEW_UI', 'isNewUiEnabled', 'new-ui', 'newUi']);
    assert.deepEqual(keyNeedles('beta', [api]).toSorted(), ['NEW_UI', 'beta', 'isBetaEnabled']);
    assert.equal(nameForKey('is{pascal}Enabled', 'new-ui'), 'isNewUiEnabled');
  });
});

describe('a key made at run time', () => {
  it('could be the one that is looked for, or not', () => {
    assert.ok(couldGiveKey(['new-', null], 'new-ui'));
    assert.ok(couldGiveKey([null, '-ui'], 'new-ui'));
    assert.ok(couldGiveKey([null], 'new-ui'));
    assert.ok(!couldGiveKey(['old-', null], 'new-ui'));
    assert.ok(!couldGiveKey(['new-', null, '-ui'], 'new-ui'));
    assert.ok(!couldGiveKey(['n.w', null], 'new-ui'));
  });
});

describe('nearMissKeys', () => {
  it('knows other spellings first, then letters, then parts', () => {
    const known = ['NEW_CHECKOUT', 'new-chekout', 'new-checkout-v2', 'old-login', 'new-checkout'];
    assert.deepEqual(nearMissKeys('new-checkout', known), ['NEW_CHECKOUT', 'new-chekout', 'new-checkout-v2']);
    assert.deepEqual(nearMissKeys('new-chekcout', ['new-checkout']), ['new-checkout']);
  });

  it('says nothing where nothing is near', () => {
    assert.deepEqual(nearMissKeys('new-checkout', ['dark-mode', 'ab']), []);
  });
});
