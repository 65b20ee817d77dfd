import assert from 'node:assert/strict';
import { parseSpec } from './parse-spec.ts';
import { printConflict } from './print-conflict.ts';
import { printSpec } from './print-spec.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const text = (outcome: string) =>
  printSpec({
    revision: 2,
    revision_token: ID,
    bdd: [{ id: 'b1', given: 'a cart', when: 'it is paid', then: outcome, paths: [], symbols: [], test_ids: [] }],
    sdd: [],
    allowed_files: ['a.js'],
  });
const both = printConflict({ name: 'yours', text: text('mine') }, { name: 'revision 2', text: text('theirs') });

describe('two texts of a specification as one', () => {
  it('have both where they differ, and everything else once', () => {
    assert.match(both, /\n<<<<<<< yours\n- \*\*Then\*\* mine\n=======\n- \*\*Then\*\* theirs\n>>>>>>> revision 2\n/);
    assert.equal(both.match(/it is paid/g)?.length, 1);
  });

  it('cannot be sent before somebody has decided', () => {
    assert.equal(parseSpec(both).ok, false);
    const decided = both.replace(/<<<<<<< yours\n|=======\n[^]*?>>>>>>> revision 2\n/g, '');
    assert.equal(decided, text('mine'));
    assert.equal(parseSpec(decided).ok, true);
  });

  it('are one text where they are the same', () => {
    assert.equal(printConflict({ name: 'a', text: text('x') }, { name: 'b', text: text('x') }), text('x'));
  });
});
