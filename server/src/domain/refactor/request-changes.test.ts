import assert from 'node:assert/strict';
import type { RefactorEvent } from './events.ts';
import { failing, journey, PATCH, script, send, taskOf, TO_DELIVERED, VERIFIED } from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';

const SEND_BACK: RefactorEvent = {
  type: 'request_changes',
  review_artifact_id: 'review-1',
  rejected: [{ finding_id: 'f1', reason: 'You rejected it.' }],
};
const EMPTY = { ...PATCH, empty: true } as RefactorEvent;
const SETTLED: RefactorEvent = { type: 'recovery_backoff' };
const stateAfter = (...events: RefactorEvent[]) =>
  refactorLifecycle.stateOf(journey([...TO_DELIVERED, SEND_BACK, ...events]));

describe('a delivered diff that is sent back', () => {
  it('is made anew on the same baseline, tested, and delivered', () => {
    const steps = [SEND_BACK, PATCH, VERIFIED, { type: 'evidence_built', artifact_id: 'evidence-2' } as const];
    assert.deepEqual(script([...TO_DELIVERED, ...steps]).slice(-steps.length), [
      'request_changes → REFACTORING: audit request_changes, tell log_line, tell attempt_start, task run_recipe, timer step_timeout 1800s',
      'patch_made → REFACTORING: stop step_timeout, task run_tests, timer step_timeout 900s',
      'verification_passed → REFACTORING: stop step_timeout, tell attempt_end, run build_evidence, timer step_timeout 300s',
      'evidence_built → DELIVERED: stop step_timeout, tell completion',
    ]);
  });

  it('leaves out what was rejected, and what the attempt before had left out', () => {
    const healed = { ...PATCH, excluded: [{ finding_id: 'f0', reason: 'A test needs it.' }] } as RefactorEvent;
    const delivered = journey([...TO_DELIVERED.slice(0, -3), healed, ...TO_DELIVERED.slice(-2)]);
    const { snapshot, effects } = send(delivered, SEND_BACK);
    assert.partialDeepStrictEqual(taskOf(effects), {
      exclude_finding_ids: ['f0', 'f1'],
      attempt: 2,
      feedback: null,
      review: { artifact_id: 'review-1', rejected: [{ finding_id: 'f0' }, { finding_id: 'f1' }] },
    });
    assert.equal(snapshot.context.delivery_status, 'none');
  });

  it('keeps it out while the new attempt is repaired', () => {
    const { snapshot } = send(journey([...TO_DELIVERED, SEND_BACK, PATCH]), failing('a'));
    assert.equal(refactorLifecycle.stateOf(snapshot), 'SELF_HEALING');
    const { effects } = send(journey([...TO_DELIVERED, SEND_BACK, PATCH]), failing('a'));
    assert.deepEqual(taskOf(effects).exclude_finding_ids, ['f1']);
  });

  it('falls back when nothing is left; trying again makes the diff that stood before', () => {
    assert.equal(stateAfter(EMPTY, SETTLED), 'FALLBACK_REQUIRED');
    const fallen = journey([...TO_DELIVERED, SEND_BACK, EMPTY, SETTLED]);
    assert.equal(refactorLifecycle.failureOf(fallen)?.code, 'NOTHING_TO_CHANGE');
    assert.match(refactorLifecycle.failureOf(fallen)?.detail ?? '', /iama retry/);
    assert.equal(send(fallen, { type: 'retry' }).snapshot.context.review, null);
  });

  it('stays out when it is tried again for a reason outside the code', () => {
    const changed: RefactorEvent = { type: 'patch_refused', code: 'WORKSPACE_CHANGED', detail: 'a.js changed.' };
    const again = send(journey([...TO_DELIVERED, SEND_BACK, changed, SETTLED]), { type: 'retry' });
    assert.equal(again.snapshot.context.review?.rejected.length, 1);
  });

  it('is not taken without anything rejected, nor once it was applied', () => {
    const delivered = journey(TO_DELIVERED);
    assert.equal(refactorLifecycle.step(delivered, { ...SEND_BACK, rejected: [] } as RefactorEvent).accepted, false);
    const applied = send(delivered, { type: 'apply_delivery', scope: 'all' }).snapshot;
    assert.equal(refactorLifecycle.step(applied, SEND_BACK).accepted, false);
  });
});
