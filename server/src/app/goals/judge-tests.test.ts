import assert from 'node:assert/strict';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { PlannedTestFile } from '@iama/contracts/model/test-plan-answer';
import { TestPlanAnswer } from '@iama/contracts/model/test-plan-answer';
import type { TestPlace } from '@iama/contracts/test-run/written-tests';
import { judgeTests } from './judge-tests.ts';

const SECRET = 'IAMA_SECRET_TOKEN_ABCDEFGHIJKL';
const BUNDLE: ContextBundle = {
  slices: [],
  omitted: [],
  tokens: 20,
  budget: 1000,
  confidence: { score: 100, parse_rate: 1, symbol_rate: 1, snippet_completeness: 1, mode: 'AST_SYMBOLIC' },
  placeholders: {},
  files: [{ path: 'src/cart.js', sha256: 'a'.repeat(64), symbols: ['total'], callers: [], reached_by: [] }],
};
const PLACE: TestPlace = {
  framework: 'node_test',
  folder: 'test',
  example: 'test/cart.clauses.test.js',
  module: 'commonjs',
  target: 'src/cart.js',
  import_as: '../src/cart.js',
  taken: ['test/cart.test.js'],
};
const TEXT = [
  "const test = require('node:test');",
  "const assert = require('node:assert');",
  "const { total } = require('../src/cart.js');",
  "test('adds', () => assert.strictEqual(total([1, 2]), 3));",
].join('\n');

const spec = {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the field, and a string: nothing awaits it
  bdd: [{ id: 'bdd-1', given: 'a', when: 'b', then: 'c', paths: [], symbols: [], test_ids: [] }],
  sdd: [],
};
const file = (over: Partial<PlannedTestFile> = {}): PlannedTestFile => ({
  path: 'test/new.test.js',
  text: TEXT,
  tests: [{ title: 'adds', clauses: ['bdd-1'] }],
  ...over,
});
const judge = (files: readonly PlannedTestFile[], place: TestPlace = PLACE) =>
  judgeTests({ note: '', files: [...files] }, { bundle: BUNDLE, spec, place });
const reasons = (over: Partial<PlannedTestFile>): string =>
  judge([file(over)])
    .refused.flatMap((each) => each.reasons)
    .join('\n');

describe('test files of a model', () => {
  it('may be tried where they are new, at their place, and hold a clause', () => {
    assert.deepEqual(judge([file()]), { files: [file()], refused: [] });
    assert.deepEqual(judge([]), { files: [], refused: [] });
  });

  for (const [what, over, said] of [
    ['stand elsewhere', { path: 'src/new.test.js' }, /does not stand in test/],
    ['are there already', { path: 'test/cart.test.js' }, /there already/],
    ['are the code itself', { path: 'src/cart.js' }, /does not stand in test/],
    ['are no tests by their name', { path: 'test/package.json' }, /no name of a test/],
    ['are of another language', { path: 'test/test_cart.py' }, /no name of a test/],
    ['hold a clause that is not there', { tests: [{ title: 'adds', clauses: ['bdd-9'] }] }, /no clause bdd-9/],
    ['make a secret up', { text: TEXT.replace('[1, 2]', `'${SECRET}'`) }, /stands for no secret/],
    ['assert nothing', { text: TEXT.replace(/assert\.strictEqual\((.*), 3\)/, '$1') }, /asserts nothing/],
  ] as const) {
    it(`are refused where they ${what}, with the reason`, () => {
      assert.match(reasons(over as Partial<PlannedTestFile>), said);
    });
  }

  it('are refused where their name lets them decide over other tests', () => {
    const python: TestPlace = { ...PLACE, folder: 'tests', example: 'tests/test_cart.py', module: 'python' };
    for (const path of ['tests/conftest.py', 'tests/__init__.py', 'tests/json.py']) {
      const { refused } = judge([file({ path })], python);
      assert.match(refused[0]?.reasons.join() ?? '', /no name of a test/, path);
    }
  });

  it('are refused one by one: the others may be tried', () => {
    const judged = judge([file(), file({ path: 'lib/x.test.js' }), file()]);
    assert.equal(judged.files.length, 1);
    assert.deepEqual(
      judged.refused.map(({ path }) => path),
      ['lib/x.test.js', 'test/new.test.js'],
    );
  });

  it('are no more, and no longer, than anybody reads', () => {
    const answer = (files: readonly object[]) => TestPlanAnswer.safeParse({ files }).success;
    assert.equal(answer([file()]), true);
    assert.equal(answer(Array.from({ length: 11 }, () => file())), false);
    assert.equal(answer([file({ text: 'x'.repeat(60_001) })]), false);
    assert.equal(answer([file({ path: '../outside.test.js' })]), false);
    assert.equal(answer([file({ tests: [{ title: 'adds', clauses: [] }] })]), false);
  });
});
