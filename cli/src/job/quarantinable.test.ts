import assert from 'node:assert/strict';
import type { SuiteRun, TestRun } from '@iama/contracts/test-run/test-run';
import { quarantinable } from './quarantinable.ts';

const suite = (suite_id: string, outcome: SuiteRun['outcome'], status: 'passed' | 'failed'): SuiteRun => ({
  suite_id,
  framework: 'mocha',
  command: ['mocha'],
  outcome,
  exit_code: 1,
  signal: null,
  duration_ms: 1,
  cases: [{ id: `${suite_id}::t::a`, name: 'a', file: 't', status, duration_ms: 1, failure: null }],
  output_tail: '',
});
const run = (own: SuiteRun, written: SuiteRun): TestRun => ({
  phase: 'baseline',
  suites: [own],
  totals: { passed: 0, failed: 1, skipped: 0 },
  duration_ms: 1,
  tool_versions: {},
  characterization: [written],
});

describe('what can be left out of a failed baseline', () => {
  it('is what fails, of the repository and of a model', () => {
    const failed = run(suite('s', 'failed', 'failed'), suite('model:s', 'failed', 'failed'));
    assert.deepEqual(quarantinable(failed), ['s::t::a', 'model:s::t::a']);
  });

  it('is all that a model wrote where it did not end; a suite of the repository is to be mended', () => {
    const hung = run(suite('s', 'crashed', 'passed'), suite('model:s', 'timeout', 'passed'));
    assert.deepEqual(quarantinable(hung), ['model:s']);
  });
});
