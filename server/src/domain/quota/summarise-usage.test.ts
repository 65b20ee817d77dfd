import assert from 'node:assert/strict';
import type { Entitlements } from '@iama/contracts/usage/quota';
import { UsageSummary } from '@iama/contracts/usage/usage';
import fc from 'fast-check';
import { judgeStart } from './judge-start.ts';
import type { QuotaUse } from './judge-start.ts';
import { summariseUsage } from './summarise-usage.ts';

const NOW = new Date('2026-11-20T09:30:00.000Z');
const PLAN: Entitlements = { tier: 'PLUS', daily_jobs: null, monthly_credits: 200, model_classes: ['L1'] };
const UNUSED: QuotaUse = { jobs_today: 0, used_credits: 0, held_credits: 0, jobs_under_way: 0 };

describe('the summary of usage', () => {
  it('counts starts where a day is what runs out first', () => {
    const summary = summariseUsage(
      { ...PLAN, daily_jobs: 8 },
      { ...UNUSED, jobs_today: 2, jobs_under_way: 1 },
      [],
      NOW,
    );
    assert.deepEqual(summary, {
      tier: 'PLUS',
      window: 'day',
      percent_used: 25,
      refactors_left: 6,
      resets_at: '2026-11-21T00:00:00.000Z',
      typical: { basis: 'one_start', jobs: 0, credits: null },
      jobs_under_way: 1,
    });
  });

  it('takes a refactor to cost what a start sets aside, as long as there are few jobs to go by', () => {
    const { window, percent_used, refactors_left, typical } = summariseUsage(
      PLAN,
      { ...UNUSED, used_credits: 20 },
      [40, 40, 40, 40],
      NOW,
    );
    assert.deepEqual([window, percent_used, refactors_left], ['month', 10, 18]);
    assert.deepEqual(typical, { basis: 'default', jobs: 4, credits: 10 });
  });

  it('takes it to cost the median of the account’s own jobs when there are enough', () => {
    const own = (past: number[], used_credits = 0) => summariseUsage(PLAN, { ...UNUSED, used_credits }, past, NOW);
    assert.deepEqual(own([5, 900, 20, 20, 20]).typical, { basis: 'own_jobs', jobs: 5, credits: 20 });
    // 200, 180, … 20 are all enough for one more.
    assert.equal(own([5, 900, 20, 20, 20]).refactors_left, 10);
    // 200, 195, … 10.
    assert.equal(own([5, 5, 5, 5, 5]).refactors_left, 39);
    assert.equal(own([5, 5, 5, 5, 5], 195).refactors_left, 0);
  });

  it('says nothing where the plan has no limit', () => {
    const { window, percent_used, refactors_left, resets_at, typical } = summariseUsage(
      { ...PLAN, monthly_credits: null },
      { ...UNUSED, jobs_today: 1000 },
      [],
      NOW,
    );
    assert.deepEqual([window, percent_used, refactors_left, resets_at, typical], [null, null, null, null, null]);
  });

  it('agrees with the gate: full exactly when nothing more can be started, and as many left as it lets in', () => {
    const limit = fc.option(fc.integer({ min: 0, max: 60 }));
    const amount = fc.integer({ min: 0, max: 70 });
    const use = fc.record({ jobs_today: amount, used_credits: amount, held_credits: amount, jobs_under_way: amount });
    fc.assert(
      fc.property(
        limit,
        limit,
        use,
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 9 }),
        (daily, monthly, now, past) => {
          const plan = { ...PLAN, daily_jobs: daily, monthly_credits: monthly };
          const summary = UsageSummary.parse(summariseUsage(plan, now, past, NOW));
          if (daily === null && monthly === null) return;
          assert.equal(summary.percent_used === 100, !judgeStart(plan, now).allowed);
          assert.equal(summary.refactors_left, letIn(plan, now, summary.typical?.credits ?? 0));
        },
      ),
    );
  });
});

/** Starts one after the other, each costing `credits` when it has ended, until the gate is shut. */
function letIn(plan: Entitlements, use: QuotaUse, credits: number): number {
  let now = use;
  for (let started = 0; ; started += 1) {
    if (!judgeStart(plan, now).allowed) return started;
    now = { ...now, jobs_today: now.jobs_today + 1, used_credits: now.used_credits + credits };
  }
}
