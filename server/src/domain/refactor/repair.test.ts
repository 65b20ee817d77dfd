import assert from 'node:assert/strict';
import type { RefactorEvent } from './events.ts';
import {
  failing,
  journey,
  LADDER,
  NEXT_SPEC,
  PATCH,
  script,
  send,
  SETTLE,
  taskOf,
  SUITE,
  TO_ESCALATION,
  TO_HEALING,
  TO_INTERVENTION,
  TO_REFACTORING,
  TO_VERIFYING,
  VERIFIED,
} from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';

function stateOf(snapshot: RefactorSnapshot): string {
  return refactorLifecycle.stateOf(snapshot);
}

describe('self-healing', () => {
  it('gives a recipe one more attempt, narrowed by the failures, and then the way back', () => {
    const events: RefactorEvent[] = [failing('a'), PATCH, failing('b'), SETTLE];
    const steps = script([...TO_VERIFYING, ...events]).slice(TO_VERIFYING.length);
    assert.deepEqual(steps, [
      'verification_failed → SELF_HEALING: stop step_timeout, tell attempt_end, tell attempt_start, ' +
        'task run_recipe, timer step_timeout 1800s',
      'patch_made → SELF_HEALING: stop step_timeout, task run_tests, timer step_timeout 900s',
      'verification_failed → RECOVERY_PENDING: stop step_timeout, tell attempt_end, timer recovery_backoff 0s',
      'recovery_backoff → FALLBACK_REQUIRED: stop recovery_backoff, tell completion',
    ]);
  });

  it('ends a recipe that failed twice with HEALING_EXHAUSTED and keeps both attempts', () => {
    const ended = journey([...TO_HEALING, PATCH, failing('a'), SETTLE]);
    assert.equal(refactorLifecycle.failureOf(ended)?.code, 'HEALING_EXHAUSTED');
    assert.deepEqual(
      ended.context.attempts.map(({ number, verdict }) => [number, verdict]),
      [
        [1, 'regressed'],
        [2, 'regressed'],
      ],
    );
  });

  it('begins an attempt without the patch and the run of the one before', () => {
    const { artifacts, patch } = journey(TO_HEALING).context;
    assert.deepEqual([artifacts.patch, artifacts.verification_run, patch], [null, null, null]);
    assert.equal(artifacts.baseline_run, 'baseline-1');
  });

  it('ends when narrowing leaves nothing to change', () => {
    const ended = journey([...TO_HEALING, { ...PATCH, empty: true } as RefactorEvent, SETTLE]);
    assert.equal(refactorLifecycle.failureOf(ended)?.code, 'HEALING_EXHAUSTED');
  });

  it('keeps left out what the attempt before left out', () => {
    const excluded = [{ finding_id: 'f1', reason: 'a test needs it' }];
    const healing = journey([...TO_REFACTORING, { ...PATCH, excluded } as RefactorEvent, failing('a')]);
    const { effects } = send(send(healing, { type: 'step_timeout' }).snapshot, SETTLE);
    const { exclude_finding_ids, feedback } = taskOf(effects);
    assert.deepEqual(exclude_finding_ids, ['f1']);
    assert.deepEqual(feedback, {
      failures: [],
      suite_output: [],
      previous_patch_artifact_id: 'patch-1',
    });
  });

  it('sees an attempt that fails in another way, and worse', () => {
    const worse = { ...failing('b'), failed_tests: ['root-mocha::test/a.js::adds', 'root-mocha::test/a.js::divides'] };
    const { context } = journey([...TO_HEALING, PATCH, worse], { healing: LADDER });
    assert.deepEqual(
      context.attempts.map(({ progress, failed_count }) => [progress, failed_count]),
      [
        ['first', 1],
        ['worse', 2],
      ],
    );
    const { effects } = send(journey([...TO_HEALING, PATCH], { healing: LADDER }), worse);
    const told = effects.find((effect) => effect.type === 'emit' && effect.event.type === 'attempt_end');
    assert.equal(told?.type === 'emit' && told.event.type === 'attempt_end' && told.event.data.progress, 'worse');
  });

  it('climbs to the next tier on the third identical failure, counting anew there', () => {
    const third = journey([...TO_HEALING, PATCH, failing('a'), PATCH, failing('a')], { healing: LADDER });
    assert.equal(stateOf(third), 'SELF_HEALING');
    assert.deepEqual([third.context.tier, third.context.tier_attempts, third.context.fingerprints], [1, 1, []]);
  });

  it('asks before a tier that needs consent, unless that was given at the start', () => {
    assert.equal(stateOf(journey(TO_ESCALATION, { healing: LADDER })), 'WAITING_ESCALATION_DECISION');
    const trusted = journey(TO_ESCALATION, { healing: { ...LADDER, pre_authorized: true } });
    assert.deepEqual([stateOf(trusted), trusted.context.tier], ['SELF_HEALING', 2]);
  });

  it('waits for a person only when the last tier is stuck', () => {
    const stuck = journey(TO_INTERVENTION, { healing: LADDER });
    assert.equal(stateOf(stuck), 'WAITING_INTERVENTION');
    const once_in_last_tier = TO_INTERVENTION.slice(0, -4);
    const worn = journey([...once_in_last_tier, PATCH, failing('b'), PATCH, failing('c')], { healing: LADDER });
    assert.equal(worn.state_path, 'live.RECOVERY_PENDING.settling');
  });

  it('starts a deep fix without the history of the repair', () => {
    const step = send(journey(TO_INTERVENTION, { healing: LADDER }), { type: 'deep_fix', confirmed: false });
    const { context } = step.snapshot;
    assert.equal(stateOf(step.snapshot), 'DEEP_FIX_ACTIVE');
    assert.deepEqual([context.tier, context.tier_attempts, context.feedback], [1, 1, null]);
    const told = step.effects.find((effect) => effect.type === 'emit' && effect.event.type === 'deep_fix_start');
    assert.deepEqual(told?.type === 'emit' && told.event.data, { context_reset: true, model_upgraded: false });
  });

  it('wants the price of an expensive deep fix confirmed', () => {
    const stuck = journey(TO_INTERVENTION, { healing: { ...LADDER, deep_fix_tier: 2 } });
    assert.equal(refactorLifecycle.step(stuck, { type: 'deep_fix', confirmed: false }).accepted, false);
    assert.equal(refactorLifecycle.step(stuck, { type: 'deep_fix', confirmed: true }).accepted, true);
  });

  it('offers no deep fix where the plan has none', () => {
    const stuck = journey(TO_INTERVENTION, { healing: { ...LADDER, deep_fix_tier: null } });
    assert.ok(!refactorLifecycle.acceptedCommands(stuck).includes('deep_fix'));
  });

  it('expires with the codes of the two questions, and can then be resumed from a fresh baseline', () => {
    for (const [reach, timer] of [
      [TO_INTERVENTION, 'intervention_timeout'],
      [TO_ESCALATION, 'escalation_confirmation_timeout'],
    ] as const) {
      const expired = journey([...reach, { type: timer }], { healing: LADDER });
      assert.equal(refactorLifecycle.failureOf(expired)?.code, timer.toUpperCase());
      const resumed = send(expired, { type: 'retry' }).snapshot;
      assert.equal(stateOf(resumed), 'GENERATING_TESTS');
      assert.deepEqual([resumed.context.tier, resumed.context.fingerprints], [0, []]);
      assert.ok(resumed.context.attempts.length > 0);
    }
  });
});

describe('a specification that changes while work is under way', () => {
  it('stops the work and starts the counters again', () => {
    const step = send(journey(TO_HEALING), { type: 'spec_updated', ...NEXT_SPEC });
    const { context } = step.snapshot;
    assert.equal(stateOf(step.snapshot), 'WAITING_SPEC_APPROVAL');
    assert.deepEqual(
      [context.spec_approved, context.tier_attempts, context.fingerprints, context.feedback, context.artifacts.patch],
      [false, 0, [], null, null],
    );
    assert.equal(context.attempt, 2);
  });

  it('makes the next way through begin with a baseline again', () => {
    const events: RefactorEvent[] = [
      { type: 'spec_updated', ...NEXT_SPEC },
      { type: 'approve_spec', revision: 2 },
      { type: 'characterized', artifact_id: 'p', suites: [SUITE] },
    ];
    assert.equal(stateOf(journey([...TO_HEALING, ...events])), 'BASELINE_VALIDATION');
    const delivered = journey([
      ...TO_HEALING,
      ...events,
      { type: 'baseline_passed', artifact_id: 'b2' },
      PATCH,
      VERIFIED,
      { type: 'evidence_built', artifact_id: 'e' },
    ]);
    assert.deepEqual(
      delivered.context.attempts.map(({ number, verdict }) => [number, verdict]),
      [
        [1, 'regressed'],
        [3, 'verified'],
      ],
    );
  });
});
