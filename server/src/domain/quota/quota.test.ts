import assert from 'node:assert/strict';
import { JobState } from '@iama/contracts/job/state';
import type { Entitlements } from '@iama/contracts/usage/quota';
import fc from 'fast-check';
import { billingCycleOf, cycleStretch, dayOf, dayStretch } from './billing-cycle.ts';
import { creditsOf } from './credits.ts';
import { judgeBilling } from './judge-billing.ts';
import { judgeStart } from './judge-start.ts';
import type { QuotaUse } from './judge-start.ts';
import { quotaMove } from './quota-move.ts';
import { refuseStart } from './refuse-start.ts';

const NOW = new Date('2026-11-30T22:15:00.000Z');
const PLAN: Entitlements = { tier: 'PRO', daily_jobs: 3, monthly_credits: 100, model_classes: ['L1', 'L2'] };
const UNUSED: QuotaUse = { jobs_today: 0, used_credits: 0, held_credits: 0, jobs_under_way: 0 };

describe('days and billing cycles', () => {
  it('are those of UTC, and each ends where the next begins', () => {
    assert.deepEqual([dayOf(NOW), billingCycleOf(NOW)], ['2026-11-30', '2026-11']);
    assert.equal(dayStretch(NOW).ends_at.toISOString(), '2026-12-01T00:00:00.000Z');
    assert.equal(cycleStretch('2026-12').starts_at.toISOString(), '2026-12-01T00:00:00.000Z');
    assert.equal(cycleStretch('2026-12').ends_at.toISOString(), '2027-01-01T00:00:00.000Z');
  });

  it('hold every moment that is said to be in them', () => {
    const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2999-11-30'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (at) => {
        for (const { starts_at, ends_at } of [dayStretch(at), cycleStretch(billingCycleOf(at))]) {
          assert.ok(starts_at <= at && at < ends_at);
        }
        assert.equal(dayOf(at).slice(0, 7), billingCycleOf(at));
      }),
    );
  });
});

describe('the gate before a job', () => {
  it('lets as many in on a day as the plan says', () => {
    assert.equal(judgeStart(PLAN, { ...UNUSED, jobs_today: 2 }).allowed, true);
    assert.deepEqual(judgeStart(PLAN, { ...UNUSED, jobs_today: 3 }), { allowed: false, exceeded: 'daily_jobs' });
  });

  it('wants ten credits to be left, beside those that others hold', () => {
    assert.deepEqual(judgeStart(PLAN, { ...UNUSED, used_credits: 80, held_credits: 10 }), {
      allowed: true,
      held_credits: 10,
    });
    const short = judgeStart(PLAN, { ...UNUSED, used_credits: 81, held_credits: 10 });
    assert.deepEqual(short, { allowed: false, exceeded: 'monthly_credits' });
  });

  it('does not ask for credits where the plan has none, and for nothing where it has no limits', () => {
    const free = { ...PLAN, monthly_credits: null };
    assert.deepEqual(judgeStart(free, { ...UNUSED, used_credits: 1e6 }), { allowed: true, held_credits: 0 });
    const used_up = { jobs_today: 1e6, used_credits: 1e6, held_credits: 1e6, jobs_under_way: 1e6 };
    assert.equal(judgeStart({ ...free, daily_jobs: null }, used_up).allowed, true);
  });

  it('says why, and when it opens again', () => {
    const use = { ...UNUSED, jobs_today: 3, jobs_under_way: 1 };
    assert.deepEqual(refuseStart('daily_jobs', PLAN, use, NOW), {
      sentence:
        'The plan PRO includes 3 jobs a day, and none is left today. 1 job of yours is under way. ' +
        'More can be started from 2026-12-01 00:00 UTC on.',
      resets_at: '2026-12-01T00:00:00.000Z',
    });
    const { sentence } = refuseStart('monthly_credits', PLAN, { ...UNUSED, used_credits: 93 }, NOW);
    assert.match(
      sentence,
      /sets aside 10 credits, and 7 of the 100 that the plan PRO includes a month are left\. More/,
    );
  });
});

describe('a change of state', () => {
  it('sets aside when a job leaves rest, settles when it comes to rest, and does neither in between', () => {
    assert.equal(quotaMove('PENDING', 'ANALYZING').move, 'reserve');
    assert.equal(quotaMove('FALLBACK_REQUIRED', 'GENERATING_TESTS').move, 'reserve');
    assert.equal(quotaMove('DELIVERED', 'REFACTORING').move, 'reserve');
    assert.equal(quotaMove('PENDING', 'FAILED').move, null);
    for (const end of ['DELIVERED', 'FALLBACK_REQUIRED', 'FAILED'] as const) {
      assert.equal(quotaMove('SELF_HEALING', end).move, 'settle');
    }
    assert.deepEqual(quotaMove('WAITING_STRATEGY', 'WAITING_SPEC_APPROVAL'), { move: null, checkpoint: false });
  });

  it('never reserves twice without a settlement between, on any way through the states', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...JobState.options), { maxLength: 40 }), (way) => {
        let held = false;
        for (const [from, to] of ['PENDING' as const, ...way].map((state, at) => [state, way[at]] as const)) {
          if (to === undefined || from === to) continue;
          const { move } = quotaMove(from, to);
          assert.ok(move !== (held ? 'reserve' : 'settle'));
          if (move !== null) held = move === 'reserve';
        }
      }),
    );
  });

  it('passes the checkpoint where work begins that is billed', () => {
    assert.equal(quotaMove('WAITING_SPEC_APPROVAL', 'GENERATING_TESTS').checkpoint, true);
    assert.equal(quotaMove('DELIVERED', 'REFACTORING').checkpoint, true);
    assert.equal(quotaMove('PENDING', 'ANALYZING').checkpoint, false);
  });
});

describe('a bill', () => {
  const end = { state: 'FAILED', failure: null, checkpoint_passed: true, verified: false, in_recovery: false } as const;

  it('is for what was delivered with tests behind it', () => {
    assert.deepEqual(judgeBilling({ ...end, state: 'DELIVERED', verified: true }), {
      billed: true,
      reason: 'verified',
    });
    const unverified = judgeBilling({ ...end, state: 'DELIVERED' });
    assert.deepEqual(unverified, { billed: false, reason: 'unverified' });
  });

  it('is for work that a person broke off, once it had begun', () => {
    for (const failure of ['USER_CANCELLED', 'CLIENT_DISCONNECTED', 'FORCE_TERMINATED'] as const) {
      assert.deepEqual(judgeBilling({ ...end, failure }), { billed: true, reason: 'ended_by_person' });
      const early = judgeBilling({ ...end, failure, checkpoint_passed: false });
      assert.deepEqual(early, { billed: false, reason: 'before_work' });
    }
  });

  it('is for nothing that failed, also when the client went away meanwhile', () => {
    for (const failure of ['ACTIVITY_FAILED', 'KILL_SWITCH', 'VERIFICATION_FAILED', 'TASK_TIMEOUT'] as const) {
      assert.deepEqual(judgeBilling({ ...end, failure }), { billed: false, reason: 'not_finished' });
    }
    const both = judgeBilling({ ...end, failure: 'CLIENT_DISCONNECTED', in_recovery: true });
    assert.deepEqual(both, { billed: false, reason: 'not_finished' });
    assert.equal(judgeBilling({ ...end, state: 'FALLBACK_REQUIRED', failure: 'HEALING_EXHAUSTED' }).billed, false);
  });

  it('counts cents of models that are begun, and nothing for recipes', () => {
    assert.deepEqual([0, 1, 10_000_000, 10_000_001].map(creditsOf), [0, 1, 1, 2]);
  });
});
