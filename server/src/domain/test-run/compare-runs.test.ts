import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TestCase, TestRun } from '@iama/contracts/test-run/test-run';
import { compareRuns } from './compare-runs.ts';
import { idOf, runOf, SUITE_ID, suiteRun, testCase, testRun } from './runs.fixture.ts';

const BEFORE = runOf({ adds: 'passed', subtracts: 'passed', divides: 'skipped' });

function compare(verification: TestRun | null, over: Partial<Parameters<typeof compareRuns>[0]> = {}) {
  return compareRuns({ baseline: BEFORE, verification, quarantined: [], renames: new Map(), ...over });
}

describe('comparing a run with the baseline', () => {
  it('verifies a run in which all that passed passes again', () => {
    assert.deepEqual(compare(BEFORE), { verdict: 'verified', test_changes: [], failed_tests: [] });
  });

  for (const [what, cases] of [
    ['fails', { adds: 'failed', subtracts: 'passed', divides: 'skipped' }],
    ['is skipped', { adds: 'skipped', subtracts: 'passed', divides: 'skipped' }],
    ['is only planned', { adds: 'todo', subtracts: 'passed', divides: 'skipped' }],
    ['is missing', { subtracts: 'passed', divides: 'skipped' }],
  ] as const) {
    it(`finds a regression where a test that passed now ${what}`, () => {
      const { verdict, failed_tests, test_changes } = compare(runOf(cases));
      assert.deepEqual([verdict, failed_tests], ['regressed', [idOf('adds')]]);
      assert.equal(test_changes.length, 1);
    });
  }

  it('finds a regression where a skipped test is missing or fails', () => {
    assert.deepEqual(compare(runOf({ adds: 'passed', subtracts: 'passed' })).failed_tests, [idOf('divides')]);
    const failing = runOf({ adds: 'passed', subtracts: 'passed', divides: 'failed' });
    assert.deepEqual(compare(failing).failed_tests, [idOf('divides')]);
  });

  it('finds a regression where a test appears that fails or is skipped', () => {
    const kept = { adds: 'passed', subtracts: 'passed', divides: 'skipped' } as const;
    assert.deepEqual(compare(runOf({ ...kept, loads: 'failed' })).failed_tests, [idOf('loads')]);
    assert.deepEqual(compare(runOf({ ...kept, loads: 'skipped' })).failed_tests, [idOf('loads')]);
    assert.equal(compare(runOf({ ...kept, loads: 'passed' })).verdict, 'verified');
  });

  it('tells of a test that runs now and did not before, and does not mind', () => {
    const { verdict, test_changes } = compare(runOf({ adds: 'passed', subtracts: 'passed', divides: 'passed' }));
    assert.equal(verdict, 'verified');
    assert.deepEqual(test_changes, [{ test_id: idOf('divides'), before: 'skipped', after: 'passed' }]);
  });

  for (const outcome of ['crashed', 'timeout', 'no_tests'] as const) {
    it(`finds a regression where a suite ends as ${outcome}, whatever its cases say`, () => {
      const cases = BEFORE.suites[0]?.cases ?? [];
      const { verdict, failed_tests } = compare(testRun([suiteRun(cases, { outcome })]));
      assert.deepEqual([verdict, failed_tests], ['regressed', [SUITE_ID]]);
    });
  }

  it('finds a regression where a suite failed without saying which test', () => {
    const cases = BEFORE.suites[0]?.cases ?? [];
    assert.deepEqual(compare(testRun([suiteRun(cases, { outcome: 'failed' })])).failed_tests, [SUITE_ID]);
  });

  it('finds a regression where a suite, or the whole run, is missing', () => {
    assert.ok(compare(testRun([])).failed_tests.includes(SUITE_ID));
    assert.equal(compare(null).verdict, 'regressed');
  });

  it('looks past what the person left out: a test, or a whole suite', () => {
    const failing = runOf({ adds: 'failed', subtracts: 'passed', divides: 'skipped' });
    assert.equal(compare(failing, { quarantined: [idOf('adds')] }).verdict, 'verified');
    assert.deepEqual(compare(failing, { quarantined: [idOf('adds')] }).test_changes, []);
    assert.equal(compare(failing, { quarantined: [SUITE_ID] }).verdict, 'unverified');
  });

  it('knows the tests of a renamed file by their new name', () => {
    const renamed = testRun([
      suiteRun(
        (BEFORE.suites[0]?.cases ?? []).map((test) => ({
          ...test,
          id: test.id.replace('a.test.js', 'a.test.mjs'),
          file: 'test/a.test.mjs',
        })),
      ),
    ]);
    assert.equal(compare(renamed).verdict, 'regressed');
    assert.equal(compare(renamed, { renames: new Map([['test/a.test.js', 'test/a.test.mjs']]) }).verdict, 'verified');
  });

  it('proves nothing where nothing passed before', () => {
    const skipped = runOf({ adds: 'skipped' });
    assert.equal(compare(skipped, { baseline: skipped }).verdict, 'unverified');
    assert.equal(compare(null, { baseline: null }).verdict, 'unverified');
    assert.equal(compare(testRun([]), { baseline: testRun([]) }).verdict, 'unverified');
  });

  it('never verifies a run in which a test that passed does not pass', () => {
    const status = fc.constantFrom<TestCase['status']>('passed', 'failed', 'skipped', 'todo');
    const cases = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), status, { minKeys: 1 });
    fc.assert(
      fc.property(cases, cases, (before, after) => {
        const result = compare(runOf(after), { baseline: runOf(before) });
        const lost = Object.keys(before).filter((name) => before[name] === 'passed' && after[name] !== 'passed');
        for (const name of lost) assert.ok(result.failed_tests.includes(idOf(name)));
        if (lost.length > 0) assert.equal(result.verdict, 'regressed');
        assert.equal(result.verdict === 'regressed', result.failed_tests.length > 0);
      }),
    );
  });

  it('names a case once, however often it changed', () => {
    const broken = testRun([suiteRun([testCase('adds', 'failed')], { outcome: 'crashed' })]);
    const { failed_tests } = compare(broken);
    assert.deepEqual(failed_tests, [...new Set(failed_tests)].toSorted());
  });
});
