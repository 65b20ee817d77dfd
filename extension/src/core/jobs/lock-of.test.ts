import assert from 'node:assert/strict';
import { lockOf } from './lock-of.ts';

const SETTINGS = { lock_budget_ms: 6000.4, lock_mode: 'black_box', tests_by: 'builtin' } as const;

describe('how a job of the editor pins behaviour', () => {
  it('is as the settings say, who writes tests of a goal among them', () => {
    const { budget_ms, mode, tests_by } = lockOf(SETTINGS, 'Sum with a loop.');
    assert.deepEqual([budget_ms, mode, tests_by], [6000, 'black_box', 'builtin']);
  });

  it('says nothing of a model’s tests for a recipe', () => {
    assert.equal(lockOf(SETTINGS, undefined).tests_by, undefined);
  });
});
