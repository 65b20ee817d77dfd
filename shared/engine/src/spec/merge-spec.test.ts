import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SddDraft } from '@iama/contracts/job/spec-edit';
import { mergeSpec } from './merge-spec.ts';
import type { SpecContent } from './spec-content.ts';
import { arbitraryContent, arbitraryEdit, plainRecord } from './testing/arbitrary-content.ts';

function keep(id: string | null, statement: string, more: Partial<SddDraft> = {}): SddDraft {
  return { id, kind: 'keep', statement, paths: [], symbols: [], test_ids: [], ...more };
}

function content(sdd: readonly SddDraft[], allowed_files: readonly string[] = ['a.js', 'b.js']): SpecContent {
  return { bdd: [], sdd, allowed_files };
}

const [A, B, C] = [keep('keep-1', 'A'), keep('keep-2', 'B'), keep('keep-3', 'C')];
const BASE = content([A, B, C]);
const statements = ({ sdd }: SpecContent): string[] => sdd.map(({ statement }) => statement);

/** Two people's edits of the same base. */
const three = arbitraryContent(false).chain((base) =>
  plainRecord({ base: fc.constant(base), mine: arbitraryEdit(base, true), theirs: arbitraryEdit(base, false) }),
);

describe('merging two edits of a specification', () => {
  it('takes what each side did to other items, and to other fields of the same item', () => {
    const mine = content([A, { ...B, statement: 'B, said better' }, C], ['a.js']);
    const theirs = content([A, { ...B, kind: 'change', paths: ['b.js'] }, C, keep('keep-9', 'D')], ['b.js', 'a.js']);
    const { merged, conflicts } = mergeSpec({ base: BASE, mine, theirs });
    assert.deepEqual(conflicts, []);
    assert.deepEqual(merged.sdd, [
      A,
      { ...B, statement: 'B, said better', kind: 'change', paths: ['b.js'] },
      C,
      keep('keep-9', 'D'),
    ]);
    assert.deepEqual(merged.allowed_files, ['a.js']);
  });

  it('keeps my words where both wrote, and has theirs in the conflict', () => {
    const mine = content([A, { ...B, statement: 'mine' }, C]);
    const theirs = content([A, { ...B, statement: 'theirs' }, C]);
    const { merged, conflicts } = mergeSpec({ base: BASE, mine, theirs });
    assert.deepEqual(statements(merged), ['A', 'mine', 'C']);
    assert.deepEqual(conflicts, [
      {
        list: 'sdd',
        id: 'keep-2',
        reason: 'both_changed',
        field: 'statement',
        base: 'B',
        mine: 'mine',
        theirs: 'theirs',
      },
    ]);
  });

  it('keeps an item that one side removed and the other changed', () => {
    const changed = content([A, { ...B, statement: 'changed' }, C]);
    const removed = content([A, C]);
    const here = mergeSpec({ base: BASE, mine: removed, theirs: changed });
    const there = mergeSpec({ base: BASE, mine: changed, theirs: removed });
    assert.deepEqual(
      [statements(here.merged), statements(there.merged)],
      [
        ['A', 'changed', 'C'],
        ['A', 'changed', 'C'],
      ],
    );
    assert.deepEqual([here.conflicts[0]?.reason, there.conflicts[0]?.reason], ['removed_here', 'removed_there']);
  });

  it('follows the side that moved items, and says so where both did', () => {
    const theirs = content([C, A, B]);
    const mine = content([A, keep(null, 'after A'), B, C]);
    assert.deepEqual(statements(mergeSpec({ base: BASE, mine, theirs }).merged), ['C', 'A', 'after A', 'B']);
    const both = mergeSpec({ base: BASE, mine: content([B, A, C]), theirs });
    assert.deepEqual(
      [statements(both.merged), both.conflicts.map(({ reason }) => reason)],
      [['B', 'A', 'C'], ['order']],
    );
  });

  it('does not add an item twice whose first answer was lost', () => {
    const mine = content([A, B, { ...C, statement: 'C, too' }, keep(null, 'new')]);
    const theirs = content([A, B, C, keep('keep-f00d', 'new')]);
    assert.deepEqual(statements(mergeSpec({ base: BASE, mine, theirs }).merged), ['A', 'B', 'C, too', 'new']);
  });

  it('is the other side where one did nothing, and itself where both did the same', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        assert.deepEqual(mergeSpec({ base, mine: base, theirs }), { merged: theirs, conflicts: [] });
        assert.deepEqual(mergeSpec({ base, mine, theirs: base }), { merged: mine, conflicts: [] });
        assert.deepEqual(mergeSpec({ base, mine: theirs, theirs }), { merged: theirs, conflicts: [] });
      }),
    );
  });

  it('loses nothing that either side wrote: it is in the result, or in a conflict', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const { merged, conflicts } = mergeSpec({ base, mine, theirs });
        const told = new Set([...texts(base), ...texts(merged), ...conflicts.map((each) => each.theirs)]);
        for (const text of [...texts(mine), ...texts(theirs)]) assert.ok(told.has(text), text);
        for (const text of texts(mine)) assert.ok(texts(merged).includes(text) || texts(base).includes(text), text);
      }),
    );
  });

  it('has every item once, none that a side removed untouched, and as many conflicts from either side', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const { merged, conflicts } = mergeSpec({ base, mine, theirs });
        const ids = merged.sdd.flatMap(({ id }) => id ?? []);
        assert.equal(new Set(ids).size, ids.length);
        for (const item of base.sdd) {
          const gone = [mine, theirs].filter(({ sdd }) => !sdd.some(({ id }) => id === item.id));
          const disputed = conflicts.some(({ id }) => id === item.id);
          if (gone.length > 0) assert.equal(ids.includes(item.id ?? ''), disputed);
          else assert.ok(ids.includes(item.id ?? ''));
        }
        assert.equal(mergeSpec({ base, mine: theirs, theirs: mine }).conflicts.length, conflicts.length);
      }),
    );
  });
});

function texts({ bdd, sdd }: SpecContent): string[] {
  return [...bdd.flatMap((item) => [item.given, item.when, item.then]), ...sdd.map(({ statement }) => statement)];
}
