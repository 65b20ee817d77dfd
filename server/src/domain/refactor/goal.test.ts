import assert from 'node:assert/strict';
import type { RefactorEvent } from './events.ts';
import { healingOfClientGoal, healingOfGoal } from './healing-of.ts';
import {
  DRAFT,
  failing,
  GOAL,
  journey,
  PATCH,
  script,
  send,
  SETTLE,
  taskOf,
  TO_BASELINE,
  TO_REFACTORING,
  VERIFIED,
} from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';

const PRO = { ...GOAL, healing: healingOfGoal('PRO', false) };
const MAX = { ...GOAL, healing: healingOfGoal('MAX', false) };

const unusable = (fingerprint: string): RefactorEvent => ({
  type: 'draft_unusable',
  artifact_id: `draft-${fingerprint}`,
  draft_sha256: 'd'.repeat(64),
  fingerprint,
  problems: ['src/a.js: that text is not there.'],
});
const tried = (fingerprint: string): RefactorEvent[] => [DRAFT, PATCH, failing(fingerprint)];
const stateOf = (snapshot: RefactorSnapshot): string => refactorLifecycle.stateOf(snapshot);

describe('a job whose edits a model writes', () => {
  it('asks the model first, and the machine with the source then', () => {
    const events = [...TO_REFACTORING, DRAFT, PATCH, VERIFIED, { type: 'evidence_built', artifact_id: 'e' } as const];
    assert.deepEqual(script(events, PRO).slice(TO_BASELINE.length), [
      'baseline_passed → REFACTORING: stop step_timeout, tell attempt_start, run draft_patch, timer step_timeout 1800s',
      'draft_made → REFACTORING: stop step_timeout, task run_recipe, timer step_timeout 1800s',
      'patch_made → REFACTORING: stop step_timeout, task run_tests, timer step_timeout 900s',
      'verification_passed → REFACTORING: stop step_timeout, tell attempt_end, run build_evidence, timer step_timeout 300s',
      'evidence_built → DELIVERED: stop step_timeout, tell completion',
    ]);
    assert.equal(taskOf(send(journey(TO_REFACTORING, PRO), DRAFT).effects)['draft_artifact_id'], 'draft-1');
  });

  it('counts what cannot be made a patch as an attempt, and says how it stands to the one before', () => {
    const { context, state_path } = journey(
      [...TO_REFACTORING, unusable('x'), unusable('x'), ...tried('a').slice(0, 3)],
      PRO,
    );
    assert.deepEqual(
      context.attempts.map(({ verdict, progress }) => [verdict, progress]),
      [
        ['unusable', 'first'],
        ['unusable', 'same'],
        ['regressed', 'different'],
      ],
    );
    assert.equal(state_path, 'live.WAITING_ESCALATION_DECISION');
  });

  it('asks before the stronger model of L2, and enters it at once where that was agreed to', () => {
    const failed = [...TO_REFACTORING, ...tried('a'), ...tried('b'), ...tried('c')];
    assert.equal(stateOf(journey(failed, PRO)), 'WAITING_ESCALATION_DECISION');
    const agreed = journey(failed, { ...GOAL, healing: healingOfGoal('PRO', true) });
    assert.equal(stateOf(agreed), 'SELF_HEALING');
    assert.equal(agreed.context.tier, 1);
  });

  it('has one tier on the smallest plan, and stops there', () => {
    const free = { ...GOAL, healing: healingOfGoal('FREE', true) };
    const same = journey([...TO_REFACTORING, ...tried('a'), ...tried('a'), ...tried('a')], free);
    assert.equal(stateOf(same), 'WAITING_INTERVENTION');
    assert.deepEqual(
      refactorLifecycle.acceptedCommands(same).filter((each) => each === 'deep_fix'),
      [],
    );
    const other = journey([...TO_REFACTORING, ...tried('a'), ...tried('b'), ...tried('c'), SETTLE], free);
    assert.equal(stateOf(other), 'FALLBACK_REQUIRED');
  });

  it('has as many attempts with one model of an editor, and never asks for a stronger one', () => {
    const editors = { ...GOAL, healing: healingOfClientGoal('PRO') };
    const other = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((each) => tried(each));
    assert.equal(stateOf(journey([...TO_REFACTORING, ...other.slice(0, -3)], editors)), 'SELF_HEALING');
    assert.equal(stateOf(journey([...TO_REFACTORING, ...other, SETTLE], editors)), 'FALLBACK_REQUIRED');
    const stuck = journey([...TO_REFACTORING, ...tried('a'), ...tried('a'), ...tried('a')], editors);
    assert.equal(stateOf(stuck), 'WAITING_INTERVENTION');
    assert.equal(stateOf(send(stuck, { type: 'deep_fix', confirmed: false }).snapshot), 'DEEP_FIX_ACTIVE');
    assert.equal(healingOfClientGoal('FREE').deep_fix_tier, null);
  });

  describe('a deep fix', () => {
    const stuck = (over: typeof PRO) => {
      const tiers = over.healing.tiers.length;
      const same = Array.from({ length: 3 }, () => tried('a')).flat();
      const climbs = Array.from({ length: tiers - 1 }, () => [{ type: 'escalate' } as const, ...same]).flat();
      return journey([...TO_REFACTORING, ...same, ...climbs], over);
    };

    it('forgets the attempts before it, and keeps the person’s line', () => {
      const { snapshot } = send(stuck(PRO), { type: 'deep_fix', confirmed: false, clarification: 'Round half up.' });
      const { context } = snapshot;
      assert.equal(stateOf(snapshot), 'DEEP_FIX_ACTIVE');
      assert.deepEqual([context.feedback, context.deep_fix_from, context.tier], [null, 6, 1]);
      assert.deepEqual(context.clarifications, ['Round half up.']);
    });

    it('needs its price confirmed where it asks L3', () => {
      const refused = refactorLifecycle.step(stuck(MAX), { type: 'deep_fix', confirmed: false });
      assert.equal(refused.accepted, false);
      assert.equal(stateOf(send(stuck(MAX), { type: 'deep_fix', confirmed: true }).snapshot), 'DEEP_FIX_ACTIVE');
    });
  });

  it('ends with the model’s own reason when it gives nothing', () => {
    const down: RefactorEvent = {
      type: 'activity_failed',
      activity: 'draft_patch',
      code: 'MODEL_FAILED',
      message: 'The account at the endpoint has no credit left.',
      retryable: false,
    };
    const { snapshot } = send(journey([...TO_REFACTORING, down], PRO), SETTLE);
    assert.equal(refactorLifecycle.failureOf(snapshot)?.code, 'MODEL_FAILED');
    assert.match(refactorLifecycle.failureOf(snapshot)?.detail ?? '', /no credit left/);
  });
});
