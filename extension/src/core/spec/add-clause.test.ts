import assert from 'node:assert/strict';
import { EditSpec } from '@iama/contracts/job/spec-edit';
import type { Spec } from '@iama/contracts/job/spec';
import { addClause } from './add-clause.ts';

const SPEC: Spec = {
  revision: 2,
  revision_token: '019a0000-0000-7000-8000-000000000001',
  level: 'STANDARD',
  bdd: [],
  sdd: [{ id: 's1', kind: 'change', statement: 'x goes', paths: [], symbols: [], test_ids: [] }],
  allowed_files: ['src/a.js'],
  author_id: null,
  approved_at: null,
};

describe('a sentence of the person', () => {
  it('becomes the last promise of the specification, with the tests that it is about', () => {
    const { revision_token, sdd, bdd } = addClause(SPEC, '  empty carts cost 0 ', ['npm::a::b']);
    assert.deepEqual([revision_token, bdd], [SPEC.revision_token, undefined]);
    assert.deepEqual(sdd?.[0], SPEC.sdd[0]);
    assert.partialDeepStrictEqual(sdd?.[1], {
      id: null,
      kind: 'keep',
      statement: 'empty carts cost 0',
      test_ids: ['npm::a::b'],
    });
  });

  it('is an edit that the control plane takes, however much there is', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `npm::${'x'.repeat(index * 10)}`);
    assert.ok(EditSpec.safeParse(addClause(SPEC, 'y'.repeat(9000), ids)).success);
  });
});
