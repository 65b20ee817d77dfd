import assert from 'node:assert/strict';
import { specConflictLines } from './spec-conflict.ts';

const SAME = { added: [], removed: [], changed: [], reordered: false };
const CONFLICT = { list: 'sdd', id: 'keep-1', field: null, base: null, mine: null, theirs: null } as const;

describe('two edits of one specification, in words', () => {
  it('says what the other side did, and where both did something', () => {
    const item = { id: 'keep-1', kind: 'keep' as const, statement: 'A', paths: [], symbols: [], test_ids: [] };
    const sdd = {
      added: [{ ...item, id: 'keep-9' }],
      removed: [{ ...item, id: 'keep-2' }],
      changed: [{ id: 'keep-1', fields: ['statement'], before: item, after: { ...item, statement: 'B' } }],
      reordered: true,
    };
    const difference = { bdd: SAME, sdd, allowed_files: { added: [], removed: ['a.js'] } };
    const both = { ...CONFLICT, reason: 'both_changed', field: 'statement', mine: 'C', theirs: 'B' } as const;
    assert.deepEqual(specConflictLines(difference, [both, { ...CONFLICT, reason: 'removed_here' }]), [
      'theirs: adds keep-9',
      'theirs: removes keep-2',
      'theirs: changes keep-1 (statement)',
      'theirs: has items in another order',
      'theirs: does not allow a.js any more',
      'both: statement of keep-1; yours is in the text',
      '  yours: C',
      '  theirs: B',
      'both: you removed keep-1, which was changed; it is in the text',
    ]);
  });
});
