import assert from 'node:assert/strict';
import { HealingFeedback } from '@iama/contracts/task/payload';
import { healingFeedback } from './healing-feedback.ts';
import { idOf, SUITE_ID, suiteRun, testCase, testRun } from './runs.fixture.ts';

describe('feedback for the next attempt', () => {
  it('tells what each failing test said', () => {
    const run = testRun([suiteRun([testCase('adds', 'failed', { message: 'x is not defined', detail: 'at a.js:3' })])]);
    assert.deepEqual(healingFeedback(run, [idOf('adds')]), {
      failures: [
        {
          test_id: idOf('adds'),
          message: 'x is not defined',
          frame: 'src/a.js:3',
          detail: 'at a.js:3',
          failure_class: 'LOGIC_FAILURE',
        },
      ],
      suite_output: [],
    });
  });

  it('tells a test that took too long from one that fails', () => {
    const cases = [testCase('adds', 'failed'), testCase('waits', 'failed')];
    const ids = cases.map(({ id }) => id);
    const { failures } = healingFeedback(testRun([suiteRun(cases)]), ids, [idOf('waits')]);
    assert.deepEqual(
      failures.map(({ failure_class }) => failure_class),
      ['LOGIC_FAILURE', 'TIMEOUT_EXECUTION'],
    );
  });

  it('tells that a test did not run, with the output of its suite', () => {
    const run = testRun([suiteRun([testCase('adds', 'passed')], { output_tail: 'SyntaxError in b.js' })]);
    const { failures, suite_output } = healingFeedback(run, [idOf('divides')]);
    assert.equal(failures[0]?.message, 'This test did not run.');
    assert.deepEqual(suite_output, [`${SUITE_ID} (passed)\nSyntaxError in b.js`]);
  });

  it('gives the end of the output of a suite that broke', () => {
    const run = testRun([suiteRun([], { outcome: 'crashed', output_tail: `${'x'.repeat(9000)}end` })]);
    const [output = ''] = healingFeedback(run, [SUITE_ID]).suite_output;
    assert.ok(output.startsWith(`${SUITE_ID} (crashed)\n`) && output.endsWith('end') && output.length < 4100);
  });

  it('stays within its bounds and puts different causes before more of the same', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      testCase(`same ${index}`, 'failed', { message: 'm'.repeat(2000), detail: 'd'.repeat(8000) }),
    );
    const other = testCase('other', 'failed', { error_class: 'TypeError' });
    const cases = [...many, other];
    const feedback = healingFeedback(
      testRun([suiteRun(cases)]),
      cases.map(({ id }) => id),
    );
    assert.equal(feedback.failures.length, 40);
    assert.equal(feedback.failures[1]?.test_id, other.id);
    assert.ok(JSON.stringify(feedback).length < 80_000);
  });

  it('has the shape that tasks carry', () => {
    const feedback = healingFeedback(testRun([suiteRun([testCase('adds', 'failed')])]), [idOf('adds')]);
    const previous_patch_artifact_id = '0193d1c6-7b1e-7cc0-8000-000000000001';
    assert.ok(HealingFeedback.safeParse({ ...feedback, previous_patch_artifact_id }).success);
  });
});
