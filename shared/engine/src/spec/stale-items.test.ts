import assert from 'node:assert/strict';
import type { Anchor } from '@iama/contracts/job/anchor';
import { anchorsOf } from './anchors-of.ts';
import { anchoredPaths, staleItems } from './stale-items.ts';

const CART = 'export const rate = 2;\n\nexport function total(list) {\n  return list.length * rate;\n}\n';
const links = { paths: ['src/cart.js'], symbols: [], test_ids: [] };
const named = (anchors: readonly Anchor[], symbol: string): Anchor[] =>
  anchors.filter((each) => each.symbol === symbol);

function specOf(text: string) {
  const anchors = anchorsOf('src/cart.js', text);
  return {
    bdd: [{ id: 'bdd-1', given: 'a', when: 'b', then: 'c', ...links, anchors: named(anchors, 'total') }],
    sdd: [
      { id: 'change-1', kind: 'change' as const, statement: 's', ...links, anchors: named(anchors, 'rate') },
      { id: 'keep-1', kind: 'keep' as const, statement: 'k', ...links },
    ],
  };
}
const stale = (text: string) => staleItems(specOf(CART), anchorsOf('src/cart.js', text));

describe('clauses of a specification', () => {
  it('go stale alone: each with its own declaration', () => {
    assert.deepEqual(stale(CART), []);
    assert.deepEqual(stale(CART.replace('rate = 2', 'rate = 3')), [
      { id: 'change-1', symbols: [{ path: 'src/cart.js', symbol: 'rate', gone: false }] },
    ]);
    assert.deepEqual(stale(CART.replace('list.length * rate', 'rate')), [
      { id: 'bdd-1', symbols: [{ path: 'src/cart.js', symbol: 'total', gone: false }] },
    ]);
  });

  it('stay fresh when their code only moves, or is written out with other ends of lines', () => {
    assert.deepEqual(stale(`// first\n\n${CART}`), []);
    assert.deepEqual(stale(CART.replaceAll('\n', '\r\n')), []);
  });

  it('are stale when what they speak of is gone, or its file cannot be read any more', () => {
    const gone = stale(CART.replace('function total', 'function sum'));
    assert.deepEqual(gone[0]?.symbols, [{ path: 'src/cart.js', symbol: 'total', gone: true }]);
    assert.equal(stale('export function (').length, 2);
  });

  it('name the files that have to be looked at', () => {
    assert.deepEqual(anchoredPaths(specOf(CART)), ['src/cart.js']);
  });
});
