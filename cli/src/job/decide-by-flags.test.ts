import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { PreflightReason } from '@iama/contracts/workspace/preflight';
import { decideByFlags } from './decide-by-flags.ts';

const FLAGS = {
  yes: false,
  level: null,
  allow_untested: false,
  quarantine_failing: false,
  accept_weak_lock: false,
  accept_black_box: false,
};
const caution = (code: PreflightReason['code']): PreflightReason => ({
  code,
  severity: 'caution',
  message: 'Look out.',
  next: 'Look again.',
  paths: [],
});

describe('decideByFlags', () => {
  it('never takes an untested result on --yes alone', async () => {
    const cautions = [caution('DIRTY_WORKING_TREE'), caution('NO_TESTS_FOUND')];
    await assert.rejects(decideByFlags({ ...FLAGS, yes: true }).acceptCautions(cautions), (error: Error) => {
      assert.match(error.message, /NO_TESTS_FOUND/);
      assert.doesNotMatch(error.message, /DIRTY/);
      return true;
    });
    await decideByFlags({ ...FLAGS, yes: true, allow_untested: true }).acceptCautions(cautions);
  });

  it('decides nothing without --yes', async () => {
    const decider = decideByFlags(FLAGS);
    const set = { proposals: [], recommended: 'STANDARD' as const };
    await assert.rejects(decider.choosePlan(set), { code: 'DECISION_NEEDED', exit: 2 });
    await assert.rejects(decider.acceptCautions([caution('DIRTY_WORKING_TREE')]), { exit: 3 });
  });

  it('never takes tests that notice too little on --yes alone', async () => {
    const weak = { noticed: 2, tried: 12, threshold: 0.7, survivors: [] };
    await assert.rejects(decideByFlags({ ...FLAGS, yes: true }).acceptWeakLock(weak), { code: 'LOCK_TOO_WEAK' });
    await decideByFlags({ ...FLAGS, accept_weak_lock: true }).acceptWeakLock(weak);
  });

  it('never takes a black box on --yes alone', async () => {
    const lists = { covered: [], uncovered: [], not_listed: 0, none_because: 'There is no program.' };
    const box = { ...lists, folder: '.', rounds: 0, confidence: null, baseline_run_id: randomUUID() };
    await assert.rejects(decideByFlags({ ...FLAGS, yes: true }).acceptBlackBox(box), {
      code: 'BLACK_BOX_NOT_ACCEPTED',
    });
    await decideByFlags({ ...FLAGS, accept_black_box: true }).acceptBlackBox(box);
  });

  it('leaves failing tests out only when told to, and only when there are any', async () => {
    const FAILED = { failure: null, accepted_events: [] };
    const decider = decideByFlags({ ...FLAGS, quarantine_failing: true });
    assert.equal(await decider.afterFailedBaseline(FAILED, ['a']), 'quarantine');
    assert.equal(await decider.afterFailedBaseline(FAILED, []), 'leave');
    assert.equal(await decideByFlags({ ...FLAGS, yes: true }).afterFailedBaseline(FAILED, ['a']), 'leave');
  });
});
