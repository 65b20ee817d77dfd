import assert from 'node:assert/strict';
import { DrawnRows } from './drawn-rows.ts';
import type { Look } from './drawn-rows.ts';

/** A tree that is asked for what is stale and then gives that anew, as an editor does; it counts every row that it gives. */
function shownTree(ids: readonly string[], open: readonly string[] = []) {
  const drawn = new DrawnRows();
  const looks = new Map<string, string>();
  let given = 0;
  const lookOf = (id: string): Look => ({ row: looks.get(id) ?? id, under: () => looks.get(`under ${id}`) ?? '' });
  const give = (id: string) => {
    given += 1;
    drawn.row(id, lookOf(id).row);
    if (open.includes(id)) drawn.under(id, lookOf(id).under());
  };
  const giveAll = (list: readonly string[]) => {
    drawn.list(list);
    for (const id of list) give(id);
  };
  giveAll(ids);
  return {
    drawn,
    looks,
    lookOf,
    given: () => given - ids.length,
    change(list: readonly string[] = ids) {
      const stale = drawn.stale(list, lookOf);
      if (stale === 'all') giveAll(list);
      else for (const id of stale) give(id);
      return stale;
    },
  };
}

describe('the rows that the editor has', () => {
  it('are not given again when none of them looks different, however often something happens', () => {
    const tree = shownTree(Array.from({ length: 50 }, (_, index) => `job ${index}`));
    for (let events = 0; events < 500; events += 1) assert.deepEqual(tree.change(), []);
    assert.equal(tree.given(), 0);
  });

  it('are given again one by one when they look different', () => {
    const tree = shownTree(['a', 'b', 'c']);
    tree.looks.set('b', 'another');
    assert.deepEqual(tree.change(), ['b']);
    assert.deepEqual(tree.change(), []);
    assert.equal(tree.given(), 1);
  });

  it('are given again as a whole when the list has others, or another order', () => {
    const tree = shownTree(['a', 'b']);
    assert.equal(tree.change(['new', 'a', 'b']), 'all');
    assert.deepEqual(tree.change(['new', 'a', 'b']), []);
    assert.equal(tree.change(['a', 'new', 'b']), 'all');
    assert.equal(tree.change(['a', 'new']), 'all');
  });

  it('are given again for what stands under one that is open', () => {
    const tree = shownTree(['a', 'b'], ['a']);
    tree.looks.set('under a', 'a line more').set('under b', 'nobody sees this');
    assert.deepEqual(tree.change(), ['a']);
    assert.deepEqual(tree.change(), []);
  });

  it('are told once for what stands under one that was closed since: the editor does not ask again', () => {
    const open = ['a'];
    const tree = shownTree(['a'], open);
    open.pop();
    tree.looks.set('under a', 'a line more');
    assert.deepEqual(tree.change(), ['a']);
    tree.looks.set('under a', 'two lines more');
    assert.deepEqual(tree.change(), []);
  });

  it('are told again until the editor asks for them', () => {
    const { drawn, looks, lookOf } = shownTree(['a']);
    looks.set('a', 'another');
    assert.deepEqual(drawn.stale(['a'], lookOf), ['a']);
    assert.deepEqual(drawn.stale(['a'], lookOf), ['a']);
  });

  it('are forgotten when the list is given without them', () => {
    const tree = shownTree(['a', 'b']);
    tree.change(['b']);
    tree.looks.set('a', 'another');
    assert.deepEqual(tree.change(['b']), []);
  });

  it('are none before the editor asks for the list', () => {
    assert.deepEqual(
      new DrawnRows().stale(['a'], () => ({ row: '', under: () => '' })),
      [],
    );
  });
});
