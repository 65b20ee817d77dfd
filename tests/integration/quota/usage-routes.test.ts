import assert from 'node:assert/strict';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Session } from '@iama/contracts/auth/auth';
import { sql } from 'drizzle-orm';
import { newJob, openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { setLimits } from '../../support/reservations.ts';

describe('how one’s account stands', () => {
  let api: TestApi;
  let client: Client;
  let session: Session;

  before(async () => {
    api = await openApi({ works: false });
  });

  beforeEach(async () => {
    ({ client, session } = await api.newPerson());
    await setLimits(api.spine, { daily_jobs: 4, monthly_credits: 100 });
  });

  after(() => api.close());

  async function started(): Promise<string> {
    const { id } = await newJob(client);
    await client.call('jobs.start', { params: { job_id: id } });
    return id;
  }

  /** A billed job of the past, and one call of a model for it. */
  async function billed(used_credits: number, at: Date): Promise<void> {
    const { id: user_id, org_id } = session.user;
    const [job_id, call_id] = [api.spine.ids.next(), api.spine.ids.next()];
    const cycle = at.toISOString().slice(0, 7);
    await api.spine.db.execute(sql`
      INSERT INTO quota_reservations (id, idempotency_key, org_id, user_id, job_id, billing_cycle, day, status, held_credits,
        used_credits, reason, reserved_at, settled_at)
      VALUES (${api.spine.ids.next()}, ${`${user_id}:${cycle}:${job_id}`}, ${org_id}, ${user_id}, ${job_id}, ${cycle},
        ${at.toISOString().slice(0, 10)}, 'consumed', 10, ${used_credits}, 'verified', ${at.toISOString()}, ${at.toISOString()})`);
    await api.spine.store.transaction((tx) =>
      tx.model_calls.appendUsage({
        id: api.spine.ids.next(),
        idempotency_key: `${call_id}#1`,
        call_id,
        org_id,
        user_id,
        job_id,
        model_class: 'L2',
        alias: 'careful',
        model: 'large',
        usage: { input: 1000, cached_input: 200, cache_write: 0, output: 50 },
        basis: 'reported',
        certain: true,
        cost_nano_usd: used_credits * 10_000_000,
        at,
      }),
    );
  }

  it('is told first as a share and as refactors that are left, without amounts', async () => {
    assert.deepEqual(await client.call('subscription.me'), {
      tier: 'FREE',
      daily_jobs: 4,
      monthly_credits: 100,
      model_classes: ['L1'],
      features: [],
    });
    await started();
    const summary = await client.call('usage.summary');
    assert.partialDeepStrictEqual(summary, {
      window: 'day',
      percent_used: 25,
      refactors_left: 3,
      jobs_under_way: 1,
      typical: { basis: 'one_start', credits: null },
    });
  });

  it('shows its plan beside all others, the smallest first', async () => {
    const plan = await client.call('billing.plan');
    assert.equal(plan.tier, 'FREE');
    assert.deepEqual(
      plan.plans.map(({ tier }) => tier),
      ['FREE', 'PLUS', 'PRO', 'MAX', 'ENTERPRISE'],
    );
    assert.deepEqual(plan.plans[0], await client.call('subscription.me'));
    assert.deepEqual(plan.plans[4], {
      tier: 'ENTERPRISE',
      daily_jobs: 4,
      monthly_credits: 100,
      model_classes: ['L1', 'L2', 'L3'],
      features: ['professional_proposals', 'deep_fix', 'analysis_report'],
    });
    assert.ok(Date.parse(plan.starts_at) <= Date.now() && Date.now() < Date.parse(plan.ends_at));
    await api.spine.db.execute(sql`UPDATE users SET tier = 'PRO' WHERE id = ${session.user.id}`);
    assert.equal((await client.call('billing.plan')).tier, 'PRO');
  });

  it('goes by the account’s own jobs, those of months before too', async () => {
    const before = new Date();
    before.setUTCMonth(before.getUTCMonth() - 2, 15);
    for (const credits of [30, 30, 30, 1, 900]) await billed(credits, before);
    await setLimits(api.spine, { daily_jobs: null, monthly_credits: 100 });
    const { window, refactors_left, percent_used, typical } = await client.call('usage.summary');
    assert.deepEqual([window, refactors_left, percent_used], ['month', 4, 0]);
    assert.deepEqual(typical, { basis: 'own_jobs', jobs: 5, credits: 30 });

    const billing_cycle = before.toISOString().slice(0, 7);
    const report = await client.call('billing.usage_report', { query: { billing_cycle } });
    assert.deepEqual(report.job_counts, { held: 0, consumed: 5, released: 0 });
    assert.equal(report.used_credits, 991);
    assert.partialDeepStrictEqual(report.models, [
      {
        model_class: 'L2',
        alias: 'careful',
        calls: 5,
        input_tokens: 5000,
        output_tokens: 250,
        cost_nano_usd: 9_910_000_000,
      },
    ]);
    assert.equal(report.jobs.length, 5);
    assert.deepEqual([report.jobs[0]?.recipe_id, report.jobs[0]?.state], [null, null]);
  });

  it('is told in figures on demand, for a month and for a job', async () => {
    const running = await started();
    const cancelled = await started();
    await client.call('jobs.cancel', { params: { job_id: cancelled } });
    const report = await client.call('billing.usage_report');
    assert.partialDeepStrictEqual(report, {
      daily_jobs: { limit: 4, used: 1, held: 0 },
      monthly_credits: { limit: 100, used: 0, held: 10 },
      job_counts: { held: 1, consumed: 0, released: 1 },
      models: [],
    });
    assert.deepEqual(
      report.jobs.map(({ job_id, status, reason, state }) => [job_id, status, reason, state]),
      [
        [cancelled, 'released', 'before_work', 'FAILED'],
        [running, 'held', null, 'ANALYZING'],
      ],
    );
    const usage = await client.call('usage.job', { params: { job_id: cancelled } });
    assert.deepEqual(
      usage.checkpoints.map(({ transition, state }) => [transition, state]),
      [
        ['reserved', 'ANALYZING'],
        ['released', 'FAILED'],
      ],
    );
    const { id: waiting } = await newJob(client);
    assert.equal((await client.call('usage.job', { params: { job_id: waiting } })).reservation, null);
  });

  it('tells moves of one moment in the order in which they were made', async () => {
    const job_id = await started();
    const { id: user_id, org_id } = session.user;
    const reservation_id = api.spine.ids.next();
    const at = new Date(Date.now() + 1000);
    const move = {
      reservation_id,
      org_id,
      user_id,
      job_id,
      epoch: 9,
      state: 'GENERATING_TESTS',
      reason: null,
    } as const;
    const [first, second] = [api.spine.ids.next(), api.spine.ids.next()].toSorted();
    await api.spine.store.transaction(async (tx) => {
      await tx.quota.append({ ...move, id: second ?? '', transition: 'reserved', credits: 10, at });
      await tx.quota.append({ ...move, id: first ?? '', transition: 'checkpoint', credits: 0, at });
    });
    const { checkpoints } = await client.call('usage.job', { params: { job_id } });
    assert.deepEqual(
      checkpoints.map(({ transition }) => transition),
      ['reserved', 'reserved', 'checkpoint'],
    );
  });

  it('is nobody else’s business', async () => {
    const job_id = await started();
    const { client: other } = await api.newPerson();
    await assert.rejects(other.call('usage.job', { params: { job_id } }), { code: 'NOT_FOUND' });
    const report = await other.call('billing.usage_report');
    assert.deepEqual([report.job_counts.held, report.jobs], [0, []]);
  });

  it('refuses a start with a code, a sentence, and when to come again', async () => {
    await setLimits(api.spine, { daily_jobs: 0, monthly_credits: null });
    const { id } = await newJob(client);
    await assert.rejects(client.call('jobs.start', { params: { job_id: id } }), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.code, error.status], ['QUOTA_EXCEEDED', 403]);
      assert.match(error.message, /includes 0 jobs a day, and none is left today/);
      assert.match(error.next, /iama usage/);
      assert.ok(Date.parse(error.problem?.resets_at ?? '') > Date.now());
      return true;
    });
  });
});
