import assert from 'node:assert/strict';
import type { SuiteRun, TestCase, TestRun } from '@iama/contracts/test-run/test-run';
import { asWritten } from '../testing/as-written.ts';
import { sampleJob } from '../testing/sample-job.ts';
import { testResults, testTree } from './test-tree.ts';

const JOB = sampleJob();
const one = (name: string, status: TestCase['status'], file: string | null = 'test/a.test.js'): TestCase => ({
  id: `npm::${file ?? ''}::${name}`,
  name,
  file,
  status,
  duration_ms: 3,
  failure:
    status === 'failed'
      ? { message: 'no', error_class: 'Error', frame: 'test/a.test.js:7', detail: 'no\n  at x' }
      : null,
});
const run = (phase: TestRun['phase'], cases: TestCase[], outcome: SuiteRun['outcome'] = 'passed'): TestRun => ({
  phase,
  suites: [
    {
      suite_id: 'npm',
      framework: 'node_test',
      command: ['npm'],
      outcome,
      exit_code: 0,
      signal: null,
      duration_ms: 9,
      cases,
      output_tail: 'the end',
    },
  ],
  totals: { passed: 0, failed: 0, skipped: 0 },
  duration_ms: 9,
  tool_versions: {},
});
const labels = (...runs: TestRun[]) =>
  testTree(JOB, runs, asWritten)
    .children.flatMap((group) => group.children)
    .map(({ label }) => label);

describe('a job in the Test Explorer', () => {
  it('has its test files and their tests, each once over all runs', () => {
    const tree = testTree(
      JOB,
      [
        run('baseline', [one('a', 'passed'), one('b', 'passed', null)]),
        run('verification', [one('a', 'passed'), one('c', 'passed')]),
      ],
      asWritten,
    );
    assert.equal(tree.label, 'unused-code · src · 2026-11-30 06:00');
    assert.deepEqual(
      tree.children.map(({ label, children }) => [label, children.map((each) => each.label)]),
      [
        ['test/a.test.js', ['a', 'c (not there before, passed after)']],
        ['npm', ['b (passed before, not there after)']],
      ],
    );
  });

  it('says which tests are left out, and which changed', () => {
    assert.deepEqual(
      labels(
        run('baseline', [one('old', 'failed'), one('a', 'passed'), one('gone', 'passed'), one('same', 'passed')]),
        run('verification', [one('old', 'failed'), one('a', 'failed'), one('same', 'passed')]),
      ),
      [
        'old (left out of the comparison)',
        'a (passed before, failed after)',
        'gone (passed before, not there after)',
        'same',
      ],
    );
  });

  it('leaves nothing out as long as nobody has said so', () => {
    assert.deepEqual(labels(run('baseline', [one('old', 'failed')])), ['old']);
  });

  it('gives every test its state, and a suite that crashed an error', () => {
    const results = testResults(
      JOB.id,
      run('baseline', [one('a', 'failed'), one('b', 'todo'), one('c', 'skipped')], 'crashed'),
    );
    assert.deepEqual(
      results.map(({ status, message, frame }) => [status, message, frame]),
      [
        ['failed', 'no\n  at x', 'test/a.test.js:7'],
        ['skipped', null, null],
        ['skipped', null, null],
        ['errored', 'crashed\nthe end', null],
      ],
    );
  });

  it('has a node for every result', () => {
    const given = run('baseline', [one('a', 'failed'), one('b', 'passed', null)], 'timeout');
    const tree = testTree(JOB, [given], asWritten);
    const ids = new Set(tree.children.flatMap((group) => [group.id, ...group.children.map((each) => each.id)]));
    for (const { id } of testResults(JOB.id, given)) assert.ok(ids.has(id), id);
  });
});
