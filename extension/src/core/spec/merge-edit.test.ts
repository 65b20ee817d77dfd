import assert from 'node:assert/strict';
import type { BddItem, Spec } from '@iama/contracts/job/spec';
import { contentOf } from '@iama/engine/spec/spec-content';
import { asWritten } from '../testing/as-written.ts';
import { conflictText, mergeEdit } from './merge-edit.ts';

const ID = '019a0000-0000-7000-8000-00000000000';
const item = (id: string, then: string): BddItem => ({
  id,
  given: 'a cart',
  when: 'it is paid',
  then,
  paths: [],
  symbols: [],
  test_ids: [],
});
const spec = (revision: number, ...bdd: BddItem[]): Spec => ({
  revision,
  revision_token: `${ID}${revision}`,
  level: 'STANDARD',
  bdd,
  sdd: [],
  allowed_files: ['a.js'],
  approved_at: null,
  author_id: null,
});
const BASE = spec(1, item('b1', 'it is empty'), item('b2', 'a receipt is printed'));

describe('an edit of an older revision', () => {
  it('is worked into the one that stands, with its token', () => {
    const mine = contentOf(spec(1, item('b1', 'it is empty, and stays so'), item('b2', 'a receipt is printed')));
    const theirs = spec(2, item('b1', 'it is empty'), item('b2', 'two receipts are printed'));
    const { edit, conflicts } = mergeEdit(BASE, mine, theirs);
    assert.deepEqual(conflicts, []);
    assert.equal(edit.revision_token, theirs.revision_token);
    assert.deepEqual(
      edit.bdd?.map((each) => each.then),
      ['it is empty, and stays so', 'two receipts are printed'],
    );
  });

  it('says where both changed the same words', () => {
    const mine = contentOf(spec(1, item('b1', 'mine'), item('b2', 'a receipt is printed')));
    const { conflicts } = mergeEdit(BASE, mine, spec(2, item('b1', 'theirs'), item('b2', 'a receipt is printed')));
    assert.deepEqual(
      conflicts.map((each) => [each.id, each.field]),
      [['b1', 'then']],
    );
  });

  it('stands in one text with the other one where both changed the same words, made from the newer revision', () => {
    const mine = contentOf(spec(1, item('b1', 'mine'), item('b2', 'mine alone')));
    const theirs = spec(2, item('b1', 'theirs'), item('b2', 'a receipt is printed'));
    const text = conflictText(BASE, mine, theirs, asWritten);
    assert.match(text, /<<<<<<< yours\n- \*\*Then\*\* mine\n=======\n- \*\*Then\*\* theirs\n>>>>>>> revision 2/);
    assert.equal(text.match(/<<<<<<</g)?.length, 1);
    assert.match(text, /mine alone/);
    assert.match(text, new RegExp(`revision_token ${theirs.revision_token}`));
  });
});
