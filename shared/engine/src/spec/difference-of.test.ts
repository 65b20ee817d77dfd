import assert from 'node:assert/strict';
import type { SddItem } from '@iama/contracts/job/spec';
import { differenceOf, isEmpty } from './difference-of.ts';

function item(id: string, statement = id): SddItem {
  return { id, kind: 'keep', statement, paths: [], symbols: [], test_ids: [] };
}

const BEFORE = { bdd: [], sdd: [item('a'), item('b'), item('c')], allowed_files: ['x.js', 'y.js'] };

describe('the difference between two revisions', () => {
  it('names what was added, removed and changed, and in which fields', () => {
    const sdd = [item('a'), { ...item('c', 'said anew'), symbols: ['total'] }, item('d')];
    const found = differenceOf(BEFORE, { ...BEFORE, sdd, allowed_files: ['x.js'] });
    assert.deepEqual(found.sdd.added, [item('d')]);
    assert.deepEqual(found.sdd.removed, [item('b')]);
    assert.deepEqual(found.sdd.changed, [
      { id: 'c', fields: ['statement', 'symbols'], before: item('c'), after: sdd[1] },
    ]);
    assert.equal(found.sdd.reordered, false);
    assert.deepEqual(found.allowed_files, { added: [], removed: ['y.js'] });
    assert.equal(isEmpty(found), false);
  });

  it('is empty for the same content, and sees items that moved', () => {
    assert.ok(isEmpty(differenceOf(BEFORE, structuredClone(BEFORE))));
    const moved = differenceOf(BEFORE, { ...BEFORE, sdd: BEFORE.sdd.toReversed() });
    assert.equal(moved.sdd.reordered, true);
    assert.equal(isEmpty(moved), false);
  });
});
