import assert from 'node:assert/strict';
import type { Job } from '@iama/contracts/job/job';
import { baselineChoices } from './baseline-choices.ts';

const values = (accepted_events: Job['accepted_events'], failing: readonly string[] = []) =>
  baselineChoices({ accepted_events }, failing).map(({ value }) => value);

describe('what is asked after a failed baseline', () => {
  it('is about time only where the job takes such an answer', () => {
    assert.deepEqual(values(['quarantine_tests', 'increase_timeout', 'skip_or_quarantine_test']), [
      'increase_timeout',
      'skip_or_quarantine_test',
      'leave',
      'cancel',
    ]);
    assert.deepEqual(values(['quarantine_tests', 'skip_or_quarantine_test']), [
      'skip_or_quarantine_test',
      'leave',
      'cancel',
    ]);
    assert.deepEqual(values(['quarantine_tests']), ['leave', 'cancel']);
  });

  it('is about leaving tests out only where some can be', () => {
    assert.deepEqual(values(['quarantine_tests'], ['a']), ['quarantine', 'leave', 'cancel']);
  });
});
