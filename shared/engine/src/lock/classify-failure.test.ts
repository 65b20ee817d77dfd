import assert from 'node:assert/strict';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { classifyFailures } from './classify-failure.ts';
import { findFlaky } from './find-flaky.ts';

type Status = 'passed' | 'failed' | 'skipped';

function run(outcome: SuiteRun['outcome'], cases: readonly (readonly [string, Status, string?])[]): SuiteRun {
  return {
    suite_id: 'mocha:.',
    framework: 'mocha',
    command: ['mocha'],
    outcome,
    exit_code: 1,
    signal: null,
    duration_ms: 1,
    cases: cases.map(([id, status, message]) => ({
      id,
      name: id,
      file: null,
      status,
      duration_ms: 1,
      failure: message === undefined ? null : { message, error_class: null, frame: null, detail: '' },
    })),
    output_tail: '',
  };
}

describe('a failure', () => {
  const classOf = (message: string) => classifyFailures(run('failed', [['a', 'failed', message]]))[0]?.failure_class;

  it('is a time-out when the framework says that a test took too long', () => {
    for (const message of [
      'Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called',
      'thrown: "Exceeded timeout of 5000 ms for a test.',
      'Test timed out in 5000ms.',
      'test timed out after 100ms',
      'Failed: Timeout >1.0s',
      'panic: test timed out after 1s',
    ])
      assert.equal(classOf(message), 'TIMEOUT_EXECUTION', message);
  });

  it('is one of logic when code under test speaks of time-outs', () => {
    assert.equal(classOf("Expected 'timeout of 3' to equal 'timeout of 4'"), 'LOGIC_FAILURE');
    assert.equal(classOf('3 == 4'), 'LOGIC_FAILURE');
  });

  it('of a suite that was stopped offers the three choices, and keeps the tests that failed before', () => {
    const found = classifyFailures(
      run('timeout', [
        ['a', 'failed', '3 == 4'],
        ['b', 'passed'],
      ]),
    );
    assert.deepEqual(found, [
      {
        failure_class: 'TIMEOUT_EXECUTION',
        place: 'mocha:.',
        choices: ['increase_timeout', 'skip_or_quarantine_test', 'continue_repair'],
      },
      { failure_class: 'LOGIC_FAILURE', place: 'a', choices: [] },
    ]);
  });
});

describe('tests over several runs', () => {
  it('are steady, flaky by name with what they said, or failing', () => {
    const runs = [
      [
        run('failed', [
          ['a', 'passed'],
          ['b', 'failed', 'x'],
          ['c', 'passed'],
          ['d', 'failed', 'x'],
        ]),
      ],
      [
        run('failed', [
          ['a', 'passed'],
          ['b', 'passed'],
          ['d', 'failed', 'x'],
        ]),
      ],
    ];
    const found = findFlaky(runs);
    assert.deepEqual([...found.steady], ['a']);
    assert.deepEqual(found.failing, ['d']);
    assert.deepEqual(found.flaky, [
      { test_id: 'b', statuses: ['failed', 'passed'] },
      { test_id: 'c', statuses: ['passed', 'absent'] },
    ]);
  });
});
