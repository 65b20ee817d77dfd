import assert from 'node:assert/strict';
import { symbolsIn } from './symbols-in.ts';
import type { OutlineSymbol } from './symbols-in.ts';

const at = (line: number, character = 0) => ({ line, character });
const symbol = (name: string, first: number, last: number, members: OutlineSymbol[] = []): OutlineSymbol => ({
  name,
  start: at(first),
  end: at(last, 1),
  members,
});
/** Lines 0 to 4, 6 to 20 with two methods, 22 in one line. */
const OUTLINE = [
  symbol('total', 0, 4),
  symbol('Cart', 6, 20, [symbol('add', 7, 10), symbol('remove', 12, 15)]),
  symbol('RATE', 22, 22),
];

describe('the symbols of a selection', () => {
  const smallest = (start: { line: number; character: number }, end = start) => symbolsIn(OUTLINE, start, end).smallest;

  it('are the one under the cursor, a member before its class', () => {
    assert.equal(smallest(at(2, 5)), 'total');
    assert.equal(smallest(at(8, 5)), 'Cart.add');
    assert.equal(smallest(at(11)), 'Cart');
    assert.equal(smallest(at(5)), null);
  });

  it('are the smallest that holds all of it', () => {
    assert.equal(smallest(at(7), at(10, 1)), 'Cart.add');
    assert.equal(smallest(at(8), at(13)), 'Cart');
    assert.equal(smallest(at(2), at(8)), null);
  });

  it('do not grow by an end at the beginning of the next line', () => {
    assert.equal(smallest(at(0), at(5)), 'total');
    assert.equal(smallest(at(7), at(11)), 'Cart.add');
  });

  it('are named when several are touched and none holds all', () => {
    assert.deepEqual(symbolsIn(OUTLINE, at(2), at(8)).touched, ['total', 'Cart']);
    assert.deepEqual(symbolsIn(OUTLINE, at(0), at(30)).touched, ['total', 'Cart', 'RATE']);
    assert.deepEqual(symbolsIn(OUTLINE, at(5), at(6)).touched, [], 'nothing of line 6 is selected');
    assert.deepEqual(symbolsIn(OUTLINE, at(5), at(5)).touched, []);
    assert.deepEqual(symbolsIn([], at(0), at(0)), { smallest: null, touched: [] });
  });
});
