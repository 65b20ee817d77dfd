import assert from 'node:assert/strict';
import type { SddItem, Spec } from '@iama/contracts/job/spec';
import { Spec as SpecShape } from '@iama/contracts/job/spec';
import { editSpec } from './edit-spec.ts';
import type { SpecEdit } from './edit-spec.ts';

const [OLD_TOKEN, TOKEN, AUTHOR] = [1, 2, 3].map((last) => `0193d1c6-7b1e-7cc0-8000-00000000000${last}`) as [
  string,
  string,
  string,
];

function keep(id: string): SddItem {
  return { id, kind: 'keep', statement: `${id} stays.`, paths: [], symbols: [], test_ids: [] };
}

const CURRENT: Spec = {
  revision: 4,
  revision_token: OLD_TOKEN,
  level: 'STANDARD',
  bdd: [],
  sdd: [keep('keep-1'), keep('keep-2')],
  allowed_files: ['a.js'],
  author_id: null,
  approved_at: null,
};

function edited(edit: SpecEdit['edit'], current = CURRENT) {
  let made = 0;
  return editSpec({
    current,
    edit,
    plan_files: ['a.js', 'b.js'],
    revision_token: TOKEN,
    author_id: AUTHOR,
    newId: () => `n${(made += 1)}`,
  });
}

describe('an edit of a specification', () => {
  it('makes the next revision, which is its author’s and approved by nobody', () => {
    const result = edited({ sdd: [keep('keep-2'), { ...keep('x'), id: null, kind: 'change' }] });
    assert.ok(result.ok);
    assert.ok(SpecShape.safeParse(result.spec).success);
    const { revision, revision_token, author_id, approved_at, allowed_files } = result.spec;
    assert.deepEqual([revision, revision_token, author_id, approved_at], [5, TOKEN, AUTHOR, null]);
    assert.deepEqual(
      result.spec.sdd.map(({ id }) => id),
      ['keep-2', 'change-n1'],
    );
    assert.deepEqual(allowed_files, CURRENT.allowed_files);
  });

  it('forgets who approved the one before, and how', () => {
    const approved = {
      ...CURRENT,
      approved_at: '2026-11-20T09:30:00.000Z',
      approved_by: AUTHOR,
      implicit: true as const,
    };
    const result = edited({}, approved);
    assert.ok(result.ok);
    const { approved_at, approved_by, implicit } = result.spec;
    assert.deepEqual([approved_at, approved_by, implicit], [null, undefined, undefined]);
  });

  it('may bring back a file of the plan, and no other', () => {
    assert.ok(edited({ allowed_files: ['b.js', 'a.js', 'a.js'] }).ok);
    const refused = edited({ allowed_files: ['a.js', 'z.js', 'c.js'] });
    assert.ok(!refused.ok);
    assert.equal(refused.code, 'SPEC_OUT_OF_PLAN');
    assert.match(refused.detail, /c\.js, z\.js/);
  });

  it('cannot name two items alike, in one list or in both', () => {
    const twice = edited({ sdd: [keep('keep-1'), keep('keep-1')] });
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the field, and a string
    const behaviour = { id: 'keep-1', given: 'g', when: 'w', then: 't', paths: [], symbols: [], test_ids: [] };
    const across = edited({ bdd: [behaviour] });
    for (const result of [twice, across]) {
      assert.ok(!result.ok);
      assert.equal(result.detail, 'Two items have the id keep-1.');
    }
  });
});
