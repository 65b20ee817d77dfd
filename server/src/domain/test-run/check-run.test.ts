import assert from 'node:assert/strict';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { checkRun } from './check-run.ts';
import { runOf, SUITE_ID, suiteRun, testCase, testRun } from './runs.fixture.ts';

const asked = { phase: 'baseline', suites: [{ id: SUITE_ID }] } as const;

describe('a run as an answer to its task', () => {
  it('has nothing against it when it holds what was asked for, whatever came out', () => {
    for (const run of [runOf({ adds: 'passed' }), runOf({ adds: 'failed', later: 'todo' }), testRun([suiteRun([])])]) {
      assert.equal(checkRun({ asked, run }), null);
    }
  });

  it('may lack a suite: that is for the judgement', () => {
    assert.equal(checkRun({ asked, run: testRun([]) }), null);
  });

  it('is refused with answers of programs that it does not have, or that nobody wanted', () => {
    const black_box = {
      folder: '.',
      rounds: 2,
      covered: [{ probe: 'slug --help', answer: 'exit code 0', from: '', exact: true }],
      uncovered: [],
      not_listed: 0,
      none_because: null,
    };
    const faults = { possible: 0, tried: 0, noticed: 0, noticed_by_written: 0, out_of_time: false };
    const none = { pinned: [], not_pinned: [], none_because: null, faults, survivors: [], flaky: [] };
    const seal = { sha256: 'a'.repeat(64), files: 0, suites: 0 };
    const lock = { runs: 1, budget_ms: 1, duration_ms: 1, seal, ...none, black_box };
    const suite = suiteRun([testCase('probe', 'passed')], { suite_id: 'black_box:.' });
    const held = { ...runOf({ adds: 'passed' }), lock, characterization: [suite] };
    const wanted = { ...asked, lock: { mode: 'black_box' } } as const;
    assert.equal(checkRun({ asked: wanted, run: held }), null);
    assert.match(checkRun({ asked, run: held }) ?? '', /nobody wanted that/);
    assert.match(checkRun({ asked: wanted, run: { ...held, characterization: [] } }) ?? '', /more answers/);
    const by_model = { ...held, characterization: [{ ...suite, suite_id: 'model:s' }] };
    assert.match(checkRun({ asked: wanted, run: by_model }) ?? '', /more answers/);
  });

  const adds = testCase('adds', 'passed');
  const good = runOf({ adds: 'passed' });
  for (const [what, run, said] of [
    ['of another phase', { ...good, phase: 'verification' }, /a baseline run was asked for/],
    ['with a suite nobody asked for', testRun([{ ...suiteRun([]), suite_id: 'other' }]), /not asked for/],
    ['with a suite twice', testRun([suiteRun([]), suiteRun([adds])]), /twice/],
    ['with a test twice', testRun([suiteRun([adds, adds])]), /twice/],
    ['with a test of another suite', testRun([suiteRun([{ ...adds, id: 'other::adds' }])]), /does not belong/],
    ['that passed with a failed test', runOf({ adds: 'failed' }, { outcome: 'passed' }), /cannot have passed/],
    ['that passed without a test', testRun([suiteRun([], { outcome: 'passed' })]), /cannot have passed/],
    ['that counts what it does not hold', { ...good, totals: { passed: 9, failed: 0, skipped: 0 } }, /totals/],
  ] satisfies [string, TestRun, RegExp][]) {
    it(`is refused ${what}`, () => {
      assert.match(checkRun({ asked, run }) ?? 'nothing', said);
    });
  }
});
