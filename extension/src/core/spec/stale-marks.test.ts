import assert from 'node:assert/strict';
import { staleMarks } from './stale-marks.ts';

const at = (symbol: string, digit: string) => ({ path: 'src/cart.ts', symbol, sha256: digit.repeat(64) });
const links = { paths: [], symbols: [], test_ids: [] };
const SPEC = {
  bdd: [{ id: 'bdd-1', given: 'a', when: 'b', then: 'c', ...links }],
  sdd: [
    { id: 'change-1', kind: 'change' as const, statement: 's', ...links, anchors: [at('total', 'a')] },
    { id: 'keep-1', kind: 'keep' as const, statement: 'k', ...links, anchors: [at('rate', 'a'), at('Cart.add', 'a')] },
  ],
};
const fill = (sentence: string, ...values: (string | number)[]): string =>
  sentence.replaceAll(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)]));

describe('marks beside stale clauses', () => {
  it('name what has changed, clause by clause, and what is gone', () => {
    const marks = staleMarks(SPEC, [at('total', 'b'), at('rate', 'a'), at('Cart.add', 'a')], fill);
    assert.deepEqual([...marks], [['change-1', 'Stale: total has changed since this clause was written']]);
    assert.deepEqual(
      [...staleMarks(SPEC, [at('total', 'a')], fill)],
      [['keep-1', 'Stale: the code no longer has rate, Cart.add, which this clause speaks of']],
    );
  });

  it('are none where nothing has changed', () => {
    assert.equal(staleMarks(SPEC, [at('total', 'a'), at('rate', 'a'), at('Cart.add', 'a')], fill).size, 0);
  });
});
