import assert from 'node:assert/strict';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { countPassed, lostTests } from './lost-tests.ts';

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

const written = (after: TestRun, cases: Parameters<typeof run>[0]): TestRun => ({
  ...after,
  characterization: run(cases).suites.map((suite) => ({ ...suite, suite_id: 'characterization:s' })),
});

describe('lostTests', () => {
  it('finds what passed before and fails, is skipped or is missing now', () => {
    const before = run({ a: 'passed', b: 'passed', c: 'passed', d: 'passed', e: 'failed' });
    const after = run({ a: 'passed', b: 'failed', c: 'skipped', e: 'failed' });
    assert.deepEqual(lostTests(before, after, new Set()), ['b', 'c', 'd']);
  });
  it('does not count what was quarantined', () => {
    assert.deepEqual(lostTests(run({ a: 'passed' }), run({ a: 'failed' }), new Set(['a'])), []);
  });
  it('does not count a suite that was quarantined', () => {
    assert.deepEqual(lostTests(run({ a: 'passed' }), run({ a: 'failed' }), new Set(['s'])), []);
  });
  it('finds tests that were written to pin behaviour, and counts them', () => {
    const before = written(run({ a: 'passed' }), { w: 'passed', v: 'passed' });
    const after = written(run({ a: 'passed' }), { w: 'failed', v: 'passed' });
    assert.deepEqual(lostTests(before, after, new Set()), ['w']);
    assert.deepEqual(lostTests(before, run({ a: 'passed' }), new Set()), ['w', 'v']);
    assert.equal(countPassed(before), 3);
  });
  it('looks for the tests of a renamed file under its new name', () => {
    const named = (file: string): TestRun => {
      const [suite] = run({ [`s::${file}::adds`]: 'passed' }).suites;
      return { ...run({}), suites: suite ? [{ ...suite, cases: suite.cases.map((each) => ({ ...each, file })) }] : [] };
    };
    const patch = { files: [{ ...FILE, path: 'a.test.js', new_path: 'a.test.mjs' }] };
    assert.deepEqual(lostTests(named('a.test.js'), named('a.test.mjs'), new Set(), patch), []);
    assert.deepEqual(lostTests(named('a.test.js'), named('a.test.js'), new Set(), patch), ['s::a.test.mjs::adds']);
  });
});

const FILE = { change: 'rename' as const, base_sha256: null, result_sha256: null, edits: [], hunks: [] };
