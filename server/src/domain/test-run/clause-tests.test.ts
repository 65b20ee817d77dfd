import assert from 'node:assert/strict';
import type { SuiteRun, TestCase } from '@iama/contracts/test-run/test-run';
import { clauseTests } from './clause-tests.ts';

const FILE = 'test/a.clauses.test.js';
const test = (name: string, status: TestCase['status'], file = FILE): TestCase => ({
  id: `model:s::${file}::${name}`,
  name,
  file,
  status,
  duration_ms: 1,
  failure: null,
});
const run = (cases: TestCase[], suite_id = 'model:s'): SuiteRun => ({
  suite_id,
  framework: 'mocha',
  command: ['mocha'],
  outcome: 'passed',
  exit_code: 0,
  signal: null,
  duration_ms: 1,
  cases,
  output_tail: '',
});
const written = (tests: readonly { title: string; clauses: string[] }[]) => ({
  files: [{ path: FILE, text: '', tests: [...tests] }],
});

describe('tests of clauses', () => {
  it('are found in what was run, also in groups, and say what they said there', () => {
    const tests = written([
      { title: 'adds', clauses: ['bdd-1', 'keep-2'] },
      { title: 'refuses [1]', clauses: ['bdd-2'] },
      { title: 'was never run', clauses: ['bdd-3'] },
    ]);
    const cases = [test('cart > adds', 'passed'), test('refuses [1]', 'failed'), test('adds', 'passed', 'test/b.js')];
    assert.deepEqual(
      clauseTests(tests, { characterization: [run(cases)] }).map(({ clause, status }) => [clause, status]),
      [
        ['bdd-1', 'passed'],
        ['keep-2', 'passed'],
        ['bdd-2', 'failed'],
      ],
    );
  });

  it('are those of exactly that name, where another only ends alike', () => {
    const held = (tests: ReturnType<typeof written>, names: readonly string[]) =>
      clauseTests(tests, { characterization: [run(names.map((name) => test(name, 'passed')))] }).map(
        ({ clause, test_id }) => [clause, test_id.split('::').at(-1)],
      );
    const adds = { title: 'adds', clauses: ['bdd-1'] };
    const never = { title: 'never adds', clauses: ['bdd-2'] };
    assert.deepEqual(held(written([adds]), ['never adds', 'adds']), [['bdd-1', 'adds']]);
    assert.deepEqual(held(written([adds, never]), ['cart never adds', 'cart adds']), [
      ['bdd-1', 'cart adds'],
      ['bdd-2', 'cart never adds'],
    ]);
  });

  it('can be written down, whatever stands in a title', () => {
    const [found] = clauseTests(written([{ title: 'adds', clauses: ['bdd-1'] }]), {
      characterization: [run([test('a\0\uD800 > adds', 'passed')])],
    });
    assert.equal(found?.test_id.includes('\0'), false);
    assert.equal(found.test_id.isWellFormed(), true);
  });

  it('are none of the built-in ones, and none whose name only ends alike', () => {
    const tests = written([{ title: 'adds', clauses: ['bdd-1'] }]);
    assert.deepEqual(
      clauseTests(tests, { characterization: [run([test('adds', 'passed')], 'characterization:s')] }),
      [],
    );
    assert.deepEqual(clauseTests(tests, { characterization: [run([test('unadds', 'passed')])] }), []);
    assert.deepEqual(clauseTests(tests, {}), []);
  });
});
