import assert from 'node:assert/strict';
import type { RefactorEvent } from './events.ts';
import {
  journey,
  NEXT_SPEC,
  script,
  send,
  SUITE,
  taskOf,
  TO_GENERATING_TESTS,
  TO_WRITING,
  WITH_TESTS,
} from './journeys.fixture.ts';
import { WEAK } from './sample-events.fixture.ts';

const WRITTEN: RefactorEvent = { type: 'tests_written', artifact_id: 'written-1', none_because: null };
const PLACE: RefactorEvent = {
  type: 'characterized',
  artifact_id: 'plan-2',
  suites: [SUITE],
  can_run_model_tests: true,
};
const QUARANTINE: RefactorEvent = { type: 'quarantine_tests', test_ids: ['model:s::t::a', 'root-mocha::t::b'] };
const FAILED: RefactorEvent = {
  type: 'baseline_failed',
  artifact_id: 'b',
  code: 'BASELINE_TESTS_FAILED',
  failed_tests: ['model:s::t::a'],
};

describe('tests that a model writes, in the life of a job', () => {
  it('are asked for after the approval, and run with the baseline', () => {
    const asked = send(journey(TO_GENERATING_TESTS.slice(0, 4), WITH_TESTS), { type: 'approve_spec', revision: 1 });
    assert.equal(taskOf(asked.effects)['for_model'], true);
    assert.deepEqual(script([...TO_WRITING, WRITTEN], WITH_TESTS).slice(TO_GENERATING_TESTS.length), [
      'characterized → GENERATING_TESTS: stop step_timeout, run draft_tests, timer step_timeout 900s',
      'tests_written → BASELINE_VALIDATION: stop step_timeout, task run_tests, timer step_timeout 3006s',
    ]);
    const { lock } = taskOf(send(journey(TO_WRITING, WITH_TESTS), WRITTEN).effects) as {
      lock: { written_tests_artifact_id: string };
    };
    assert.equal(lock.written_tests_artifact_id, 'written-1');
  });

  for (const [what, over] of [
    ['has no goal', {}],
    ['says that the built-in ones are enough', { ...WITH_TESTS, lock: { ...WITH_TESTS.lock, tests_by: 'builtin' } }],
    ['gives no time for tests', { ...WITH_TESTS, lock: { ...WITH_TESTS.lock, budget_ms: 0 } }],
    ['is from before there were any', { ...WITH_TESTS, lock: { runs: 3, budget_ms: 6000, threshold: 0.7 } }],
  ] as const) {
    it(`are not asked for where a job ${what}`, () => {
      const { state_path } = journey([...TO_GENERATING_TESTS, PLACE], over as typeof WITH_TESTS);
      assert.match(state_path, /BASELINE_VALIDATION/);
    });
  }

  it('are not asked for where they cannot be run, and it is said', () => {
    const nowhere: RefactorEvent = { ...PLACE, can_run_model_tests: false, no_place_because: 'It cannot be held in.' };
    const [last = ''] = script([...TO_GENERATING_TESTS, nowhere], WITH_TESTS).slice(-1);
    assert.match(last, /BASELINE_VALIDATION: .*tell log_line/);
  });

  it('do not end a job where there are none: it is said, and the baseline is measured without', () => {
    const [last = ''] = script([...TO_WRITING, { ...WRITTEN, none_because: 'it has no form.' }], WITH_TESTS).slice(-1);
    assert.match(last, /BASELINE_VALIDATION: .*tell log_line, task run_tests/);
  });

  it('are asked for once: not again above a weak net, nor when the job is taken up again', () => {
    const weak = journey(
      [
        ...TO_WRITING,
        WRITTEN,
        { type: 'baseline_passed', artifact_id: 'b', weak: WEAK },
        { type: 'approve_spec', revision: 1 },
        PLACE,
      ],
      WITH_TESTS,
    );
    assert.match(weak.state_path, /BASELINE_VALIDATION/);
    const again = journey(
      [
        ...TO_WRITING,
        WRITTEN,
        { type: 'baseline_passed', artifact_id: 'b' },
        { type: 'activity_failed', activity: 'draft_patch', message: 'no', retryable: false },
        { type: 'recovery_backoff' },
        { type: 'retry' },
        PLACE,
      ],
      WITH_TESTS,
    );
    assert.match(again.state_path, /BASELINE_VALIDATION/);
    assert.equal(again.context.artifacts.written_tests, 'written-1');
  });

  it('go with their revision, and with them what was left out of them by name', () => {
    const left = journey([...TO_WRITING, WRITTEN, FAILED, QUARANTINE, FAILED], WITH_TESTS);
    const { context } = send(left, { type: 'revise_spec', ...NEXT_SPEC }).snapshot;
    assert.equal(context.artifacts.written_tests, null);
    assert.deepEqual(context.quarantined, ['root-mocha::t::b']);
    assert.deepEqual([context.tier_attempts, context.failure], [0, null]);
    const asked = journey(
      [
        ...TO_WRITING,
        WRITTEN,
        FAILED,
        { type: 'revise_spec', ...NEXT_SPEC },
        { type: 'approve_spec', revision: 2 },
        PLACE,
      ],
      WITH_TESTS,
    );
    assert.match(asked.state_path, /GENERATING_TESTS\.writing/);
  });
});
