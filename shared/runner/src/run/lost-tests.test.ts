import assert from 'node:assert/strict';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { lostTests } from './lost-tests.ts';

function run(cases: Record<string, 'passed' | 'failed' | 'skipped' | 'todo'>): TestRun {
  return {
    phase: 'subset',
    suites: [
      {
        suite_id: 's',
        framework: 'node_test',
        command: ['node', '--test'],
        outcome: 'passed',
        exit_code: 0,
        signal: null,
        duration_ms: 1,
        cases: Object.entries(cases).map(([id, status]) => ({
          id,
          name: id,
          file: null,
          status,
          duration_ms: 1,
          failure: null,
        })),
        output_tail: '',
      },
    ],
    totals: { passed: 0, failed: 0, skipped: 0 },
    duration_ms: 1,
    tool_versions: {},
  };
}

describe('lostTests', () => {
  it('finds what passed before and fails, is skipped or is missing now', () => {
    const before = run({ a: 'passed', b: 'passed', c: 'passed', d: 'passed', e: 'failed' });
    const after = run({ a: 'passed', b: 'failed', c: 'skipped', e: 'failed' });
    assert.deepEqual(lostTests(before, after, new Set()), ['b', 'c', 'd']);
  });
  it('does not count what was quarantined', () => {
    assert.deepEqual(lostTests(run({ a: 'passed' }), run({ a: 'failed' }), new Set(['a'])), []);
  });
});
