import assert from 'node:assert/strict';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { judgeBaseline } from './judge-baseline.ts';
import { idOf, runOf, SUITE_ID, suiteRun, testCase, testRun } from './runs.fixture.ts';

function judge(run: TestRun, quarantined: string[] = [], allow_unverified = false, asked = suitesOf(run)) {
  return judgeBaseline({ run, asked, quarantined, allow_unverified });
}

function suitesOf(run: TestRun): { id: string }[] {
  return run.suites.map(({ suite_id }) => ({ id: suite_id }));
}

describe('judging a baseline', () => {
  it('passes where every test passes or is skipped', () => {
    assert.deepEqual(judge(runOf({ adds: 'passed', divides: 'skipped' })), { type: 'baseline_passed' });
  });

  it('fails with the names of the failing tests, and passes without them', () => {
    const run = runOf({ adds: 'failed', subtracts: 'passed' });
    assert.deepEqual(judge(run), {
      type: 'baseline_failed',
      code: 'BASELINE_TESTS_FAILED',
      failed_tests: [idOf('adds')],
    });
    assert.deepEqual(judge(run, [idOf('adds')]), { type: 'baseline_passed' });
  });

  it('fails where a suite hangs or crashes, although its cases passed', () => {
    const hanging = testRun([suiteRun([testCase('adds', 'passed')], { outcome: 'timeout' })]);
    assert.deepEqual(judge(hanging), { type: 'baseline_failed', code: 'BASELINE_TIMEOUT', failed_tests: [SUITE_ID] });
    const crashed = testRun([suiteRun([testCase('adds', 'passed')], { outcome: 'crashed' })]);
    assert.deepEqual(judge(crashed), {
      type: 'baseline_failed',
      code: 'BASELINE_TESTS_FAILED',
      failed_tests: [SUITE_ID],
    });
  });

  it('lets a broken suite be left out by its own id, beside one that works', () => {
    const broken = { ...suiteRun([], { outcome: 'crashed' }), suite_id: 'lint' };
    const run = testRun([broken, suiteRun([testCase('adds', 'passed')])]);
    assert.equal(judge(run).type, 'baseline_failed');
    assert.equal(judge(run, ['lint']).type, 'baseline_passed');
  });

  it('asks of tests that a model wrote what it asks of the others, and nothing of the built-in ones', () => {
    const failing = { ...suiteRun([testCase('adds', 'failed')]), suite_id: 'model:s' };
    const run = { ...runOf({ adds: 'passed' }), characterization: [failing] };
    assert.deepEqual(judge(run), {
      type: 'baseline_failed',
      code: 'BASELINE_TESTS_FAILED',
      failed_tests: [idOf('adds')],
    });
    assert.equal(judge(run, ['model:s']).type, 'baseline_passed');
    const hanging = { ...failing, outcome: 'timeout' as const, cases: [] };
    assert.equal(judge({ ...run, characterization: [hanging] }).type, 'baseline_failed');
    const built_in = { ...failing, suite_id: 'characterization:s' };
    assert.equal(judge({ ...run, characterization: [built_in] }).type, 'baseline_passed');
  });

  it('takes built-in tests that pass as a net, also where the repository has no tests', () => {
    const suite = { ...suiteRun([testCase('adds', 'passed')]), suite_id: 'characterization:s' };
    const pinned = { ...testRun([]), characterization: [suite] };
    assert.deepEqual(judge(pinned), { type: 'baseline_passed', has_builtin_tests: true });
    assert.equal(judge(pinned, ['characterization:s']).type, 'baseline_failed');
    const probes = { ...testRun([]), characterization: [{ ...suite, suite_id: 'black_box:.' }] };
    assert.equal(judge(probes).type, 'baseline_failed');
  });

  it('does not mind an empty suite beside one that pins something', () => {
    const run = testRun([{ ...suiteRun([]), suite_id: 'empty' }, suiteRun([testCase('adds', 'passed')])]);
    assert.equal(judge(run).type, 'baseline_passed');
  });

  it('takes no net without a single passing test, unless the person allowed that', () => {
    for (const run of [testRun([]), testRun([suiteRun([])]), runOf({ adds: 'skipped' })]) {
      assert.deepEqual(judge(run), {
        type: 'baseline_failed',
        code: 'NO_TESTS_FOUND',
        failed_tests: run.suites.map(({ suite_id }) => suite_id),
      });
      assert.equal(judge(run, [], true).type, 'baseline_passed');
    }
  });

  it('fails where a suite is missing that was asked for, also where results without tests are allowed', () => {
    const asked = [{ id: SUITE_ID }, { id: 'slow' }];
    for (const allow_unverified of [false, true]) {
      assert.deepEqual(judge(runOf({ adds: 'passed' }), [], allow_unverified, asked), {
        type: 'baseline_failed',
        code: 'BASELINE_TESTS_FAILED',
        failed_tests: ['slow'],
      });
    }
    assert.equal(judge(runOf({ adds: 'passed' }), ['slow'], false, asked).type, 'baseline_passed');
  });

  it('does not count a test that was left out as a passing one', () => {
    assert.equal(judge(runOf({ adds: 'passed' }), [idOf('adds')]).type, 'baseline_failed');
  });
});
