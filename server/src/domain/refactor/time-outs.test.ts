import assert from 'node:assert/strict';
import type { RefactorEvent } from './events.ts';
import {
  brief,
  failing,
  journey,
  LADDER,
  PATCH,
  send,
  taskOf,
  TO_BASELINE,
  TO_REFACTORING,
  TO_VERIFYING,
  VERIFIED,
} from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';
import { summarise } from './summarise.ts';

const SUITE_ID = 'root-mocha';
const slow = {
  ...failing('slow'),
  failed_tests: [SUITE_ID],
  timed_out: [SUITE_ID],
  only_time_outs: true,
} as RefactorEvent;
const mixed = { ...failing('mixed'), timed_out: [SUITE_ID] } as RefactorEvent;
const KILLED: RefactorEvent = {
  type: 'baseline_failed',
  artifact_id: 'b',
  code: 'BASELINE_TIMEOUT',
  failed_tests: [SUITE_ID],
  timed_out: [SUITE_ID],
};
const stateOf = (snapshot: RefactorSnapshot) => refactorLifecycle.stateOf(snapshot);
const refuses = (snapshot: RefactorSnapshot, event: RefactorEvent) => !refactorLifecycle.step(snapshot, event).accepted;
const CHOICES = ['increase_timeout', 'skip_or_quarantine_test', 'continue_repair'] as const;
const offered = (snapshot: RefactorSnapshot) => {
  const accepted = refactorLifecycle.acceptedCommands(snapshot);
  return CHOICES.filter((each) => accepted.includes(each));
};

describe('tests that take too long', () => {
  const waiting = journey([...TO_VERIFYING, slow]);

  it('stop a job whose change fails in no other way, and the three choices are offered by name', () => {
    assert.equal(stateOf(waiting), 'WAITING_INTERVENTION');
    assert.deepEqual(offered(waiting), CHOICES);
    assert.match(summarise('WAITING_INTERVENTION', waiting.context), /^TIMEOUT_EXECUTION: .* 300 s.*: root-mocha\./);
    assert.deepEqual(waiting.context.attempts.at(-1)?.timed_out, [SUITE_ID]);
  });

  it('beside a wrong result are repaired like that, and are no reason for a choice', () => {
    assert.equal(stateOf(journey([...TO_VERIFYING, mixed])), 'SELF_HEALING');
    const one_tier = { healing: { ...LADDER, tiers: [LADDER.tiers[0]] as const } };
    const stuck = journey([...TO_REFACTORING, ...Array.from({ length: 3 }, () => [PATCH, mixed]).flat()], one_tier);
    assert.equal(stateOf(stuck), 'WAITING_INTERVENTION');
    assert.deepEqual(offered(stuck), []);
  });

  it('get more time, and never less, on the same change', () => {
    const { snapshot, effects } = send(waiting, { type: 'increase_timeout', test_timeout_ms: 900_000 });
    assert.partialDeepStrictEqual(taskOf(effects), { phase: 'verification', timeout_ms: 900_000 });
    assert.deepEqual([snapshot.context.attempt, snapshot.context.attempts], [1, []]);
    assert.equal(send(waiting, { type: 'increase_timeout' }).snapshot.context.test_timeout_ms, 600_000);
    assert.ok(refuses(waiting, { type: 'increase_timeout', test_timeout_ms: 300_000 }));
    assert.deepEqual(
      offered(journey([...TO_VERIFYING, slow], { test_timeout_ms: 3_600_000 })).slice(1),
      CHOICES.slice(1),
    );
    assert.equal(send(snapshot, VERIFIED).snapshot.state_path.split('.').at(-1), 'delivering');
  });

  it('are left out by name and audited as such, and nothing else is', () => {
    const { snapshot, effects } = send(waiting, { type: 'skip_or_quarantine_test' });
    assert.deepEqual(snapshot.context.quarantined, [SUITE_ID]);
    assert.deepEqual(taskOf(effects)['suites'], []);
    assert.partialDeepStrictEqual(
      effects.find(({ type }) => type === 'audit'),
      { action: 'quarantine_tests', data: { test_ids: [SUITE_ID], because: 'time_out' } },
    );
    const one = [`${SUITE_ID}::test/a.js::hangs`];
    assert.deepEqual(
      send(waiting, { type: 'skip_or_quarantine_test', test_ids: one }).snapshot.context.quarantined,
      one,
    );
    assert.ok(refuses(waiting, { type: 'skip_or_quarantine_test', test_ids: ['other::test/a.js::adds'] }));
    assert.ok(refuses(waiting, { type: 'skip_or_quarantine_test', test_ids: [] }));
  });

  it('are repaired when the person says so, and not asked about again', () => {
    const { snapshot, effects } = send(waiting, { type: 'continue_repair', clarification: 'It loops.' });
    assert.equal(stateOf(snapshot), 'SELF_HEALING');
    assert.match(brief(effects), /audit continue_repair/);
    assert.deepEqual([snapshot.context.attempt, snapshot.context.clarifications], [2, ['It loops.']]);
    assert.equal(stateOf(journey([...TO_VERIFYING, slow, { type: 'continue_repair' }, PATCH, slow])), 'SELF_HEALING');
  });

  it('before the edit get more time or are left out; there is nothing to repair', () => {
    const failed = journey([...TO_BASELINE, KILLED]);
    assert.deepEqual(offered(failed), CHOICES.slice(0, 2));
    const { snapshot, effects } = send(failed, { type: 'increase_timeout', test_timeout_ms: 400_000 });
    assert.equal(stateOf(snapshot), 'BASELINE_VALIDATION');
    assert.partialDeepStrictEqual(taskOf(effects), { phase: 'baseline', timeout_ms: 400_000 });
    assert.deepEqual(send(failed, { type: 'skip_or_quarantine_test' }).snapshot.context.quarantined, [SUITE_ID]);
    const other = { ...KILLED, code: 'BASELINE_TESTS_FAILED', timed_out: [] } as RefactorEvent;
    assert.deepEqual(offered(journey([...TO_BASELINE, other])), []);
  });
});
