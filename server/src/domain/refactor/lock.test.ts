import assert from 'node:assert/strict';
import { LockSettings } from '@iama/contracts/test-run/lock';
import type { RefactorEvent } from './events.ts';
import {
  failing,
  journey,
  PATCH,
  script,
  send,
  SETTLE,
  SPEC,
  SUITE,
  taskOf,
  TO_BASELINE,
  TO_GENERATING_TESTS,
  TO_HEALING,
  TO_REFACTORING,
} from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';
import { BREACH, WEAK } from './sample-events.fixture.ts';

const lock = LockSettings.parse({});
const SEAL = 'c'.repeat(64);
const PINNED: RefactorEvent = { type: 'baseline_passed', artifact_id: 'b', seal_sha256: SEAL };
const TOO_WEAK: RefactorEvent = { type: 'baseline_passed', artifact_id: 'b', seal_sha256: SEAL, weak: WEAK };
const AGAIN: readonly RefactorEvent[] = [
  { type: 'approve_spec', revision: 1 },
  { type: 'characterized', artifact_id: 'plan-2', suites: [SUITE] },
];

describe('a job that pins behaviour', () => {
  it('has the baseline run several times, and says which edit is to be pinned against', () => {
    const characterized: RefactorEvent = { type: 'characterized', artifact_id: 'p', suites: [SUITE] };
    const { effects } = send(journey(TO_GENERATING_TESTS, { lock }), characterized);
    assert.deepEqual(taskOf(effects)['lock'], {
      runs: 3,
      budget_ms: 6000,
      quarantined: [],
      plan: {
        recipe_id: 'unused-code',
        level: 'STANDARD',
        target: { kind: 'folder', path: 'src' },
        allowed_files: SPEC.allowed_files,
        exclude_finding_ids: [],
      },
    });
  });

  it('gives a baseline the time that several runs take', () => {
    const [, , , , , characterized = ''] = script(TO_BASELINE, { lock, test_timeout_ms: 600_000 });
    assert.match(characterized, /task run_tests, timer step_timeout 3906s/);
  });

  it('holds the run after the edit to what was sealed, and to the files that were agreed on', () => {
    const { effects } = send(journey([...TO_BASELINE, PINNED], { lock }), PATCH);
    assert.deepEqual(taskOf(effects)['seal'], { sha256: SEAL, agreed_files: SPEC.allowed_files });
    assert.equal(taskOf(send(journey(TO_REFACTORING), PATCH).effects)['seal'], undefined);
  });

  it('leaves out by name, with an audit entry and a line in the log, what differs from run to run', () => {
    const step = send(journey(TO_BASELINE, { lock }), { type: 'baseline_passed', artifact_id: 'b', flaky: ['y', 'x'] });
    assert.deepEqual(step.snapshot.context.quarantined, ['x', 'y']);
    const audit = step.effects.find(({ type }) => type === 'audit');
    assert.partialDeepStrictEqual(audit, {
      action: 'quarantine_tests',
      data: { test_ids: ['y', 'x'], because: 'flaky' },
    });
    assert.equal(refactorLifecycle.stateOf(step.snapshot), 'REFACTORING');
  });

  it('asks before it edits above tests that notice too little, and names what they do not notice', () => {
    const steps = script([...TO_BASELINE, TOO_WEAK], { lock });
    assert.match(steps.at(-1) ?? '', /^baseline_passed → WAITING_SPEC_APPROVAL: .*tell log_line.*tell completion$/);
    const waiting = send(journey(TO_BASELINE, { lock }), TOO_WEAK);
    const told = JSON.stringify(waiting.effects);
    assert.match(told, /noticed 4 of 16 faults .* 70 % are asked for\. Not noticed: src\/a\.js:3\./);
    assert.equal(waiting.snapshot.context.spec_approved, false);
  });

  it('goes on when the same revision is approved again, which is audited with the figures', () => {
    const accepted = journey([...TO_BASELINE, TOO_WEAK, ...AGAIN, TOO_WEAK], { lock });
    assert.equal(refactorLifecycle.stateOf(accepted), 'REFACTORING');
    const { effects } = send(journey([...TO_BASELINE, TOO_WEAK], { lock }), { type: 'approve_spec', revision: 1 });
    assert.partialDeepStrictEqual(
      effects.find(({ type }) => type === 'audit'),
      { data: { revision: 1, accepted_weak_lock: { noticed: 4, tried: 16, threshold: 0.7 } } },
    );
  });

  it('asks again about another revision: what was accepted was the one before', () => {
    const edit: RefactorEvent = { type: 'edit_spec', spec_artifact_id: 's', revision: 2, allowed_files: ['src/a.js'] };
    const approve: RefactorEvent = { type: 'approve_spec', revision: 2 };
    const [, characterized] = AGAIN;
    assert(characterized);
    const asked = journey([...TO_BASELINE, TOO_WEAK, edit, approve, characterized, TOO_WEAK], { lock });
    assert.equal(refactorLifecycle.stateOf(asked), 'WAITING_SPEC_APPROVAL');
  });

  it('ends with a code of its own when attempts tamper with the tests, and keeps what each did', () => {
    const cheats = { ...failing('a'), breaches: [BREACH] } as RefactorEvent;
    const ended = journey([...TO_HEALING, PATCH, cheats, SETTLE]);
    assert.equal(refactorLifecycle.failureOf(ended)?.code, 'SEAL_BROKEN');
    assert.match(refactorLifecycle.failureOf(ended)?.detail ?? '', /TEST_SKIPPED in test\/a\.test\.js/);
    assert.deepEqual(
      ended.context.attempts.map(({ breaches }) => breaches),
      [undefined, [BREACH]],
    );
  });
});
