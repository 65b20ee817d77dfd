import assert from 'node:assert/strict';
import { staleItems } from '@iama/engine/spec/stale-items';
import { exceptStillTrue, readStillTrue, sayStillTrue } from './still-true.ts';

const at = (symbol: string, digit: string) => ({ path: 'src/cart.ts', symbol, sha256: digit.repeat(64) });
const links = { paths: [], symbols: [], test_ids: [] };
const clause = (id: string, symbol: string) => ({
  id,
  kind: 'keep' as const,
  statement: 'k',
  ...links,
  anchors: [at(symbol, 'a')],
});
const SPEC = { bdd: [], sdd: [clause('keep-1', 'total'), clause('keep-2', 'rate')] };
const CHANGED = [at('total', 'b'), at('rate', 'b')];
const staleIds = (said: Readonly<Record<string, string>>, now = CHANGED) =>
  staleItems(exceptStillTrue(said, SPEC, now), now).map(({ id }) => id);

describe('a clause that a person says is still true', () => {
  const said = sayStillTrue({}, SPEC, CHANGED, 'keep-1');

  it('is not marked any more, and the others are', () => {
    assert.deepEqual(staleIds({}), ['keep-1', 'keep-2']);
    assert.deepEqual(staleIds(said), ['keep-2']);
  });

  it('is marked again when its code changes once more, or goes', () => {
    assert.deepEqual(staleIds(said, [at('total', 'c'), at('rate', 'a')]), ['keep-1']);
    assert.deepEqual(staleIds(said, [at('rate', 'a')]), ['keep-1']);
  });

  it('can be said of code that is gone', () => {
    const gone = sayStillTrue({}, SPEC, [at('rate', 'a')], 'keep-1');
    assert.deepEqual(staleIds(gone, [at('rate', 'a')]), []);
  });

  it('is forgotten where what was kept cannot be read', () => {
    assert.deepEqual(readStillTrue({ 'keep-1': 3 }), {});
    assert.deepEqual(readStillTrue(undefined), {});
    assert.deepEqual(readStillTrue(said), said);
  });
});
