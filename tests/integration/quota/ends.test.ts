import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { forceTerminateJob } from '@iama/server/app/jobs/force-terminate-job';
import { retryJob } from '@iama/server/app/jobs/retry-job';
import { requestChanges } from '@iama/server/app/deliveries/request-changes';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { getJobUsage } from '@iama/server/app/usage/get-job-usage';
import { checkpointsOf, leaks, reservationsOf, setLimits } from '../../support/reservations.ts';
import { GOOD, patchOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import type { Answers } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';
import { TWO } from '../../support/two-hunks.ts';

const LEAVES_THE_FILES: Answers = { ...GOOD, run_recipe: () => patchOutcome(['src/secret.js']) };
const NO_TESTS: Answers = {
  ...GOOD,
  characterize: () => ({
    status: 'completed',
    result: { kind: 'characterize', test_suites: [], reached_files: [], unreached_files: ['src/a.js'] },
  }),
};

describe('what a job has set aside, when it comes to an end', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
    await setLimits(spine, { daily_jobs: 100, monthly_credits: 1000 });
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
  });

  afterEach(async () => {
    client.close();
    assert.equal(await leaks(spine), 0);
  });

  after(() => spine.close());

  /** A call of a model for the job, as the ledger has it; null: one without a price. */
  async function called(cost_nano_usd: number | null, certain = true): Promise<void> {
    const { job_id } = client;
    const { org_id, user_id } = client.actor;
    const [id, call_id] = [spine.ids.next(), spine.ids.next()];
    await spine.store.transaction((tx) =>
      tx.model_calls.appendUsage({
        id,
        idempotency_key: `${call_id}#1`,
        call_id,
        org_id,
        user_id,
        job_id,
        model_class: 'L1',
        alias: 'default',
        model: 'scripted-1',
        usage: { input: 10, cached_input: 0, cache_write: 0, output: 5 },
        basis: certain ? 'reported' : 'at_most',
        certain,
        cost_nano_usd,
        at: new Date(),
      }),
    );
  }

  async function deliver(): Promise<void> {
    await client.do('run_recipe');
    await client.do('run_tests', GOOD, 2);
    await client.waitForState('DELIVERED');
  }

  const reservations = () => reservationsOf(spine, client.job_id);
  const cancel = () => cancelJob(spine, client.actor, { job_id: client.job_id });

  it('is given back when the person cancels before work has begun', async () => {
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    assert.deepEqual(await reservations(), ['held']);
    await cancel();
    assert.deepEqual(await reservations(), ['released:before_work']);
    assert.deepEqual(await checkpointsOf(spine, client.job_id), ['reserved@ANALYZING', 'released@FAILED']);
  });

  it('is billed when the person cancels afterwards, with what the models cost until then', async () => {
    await client.pin();
    await called(123_456_789);
    await called(7, false);
    await cancel();
    assert.deepEqual(await reservations(), ['consumed:ended_by_person']);
    const { reservation, models } = await getJobUsage(spine, client.actor, { job_id: client.job_id });
    assert.equal(reservation?.used_credits, 13);
    assert.partialDeepStrictEqual(models, [
      { calls: 1, cost_nano_usd: 123_456_789, uncertain_calls: 1, model_class: 'L1' },
    ]);
  });

  it('is billed when a diff is delivered that tests stand behind, and recipes cost nothing', async () => {
    await client.pin();
    await deliver();
    assert.deepEqual(await reservations(), ['consumed:verified']);
    assert.deepEqual(await checkpointsOf(spine, client.job_id), [
      'reserved@ANALYZING',
      'checkpoint@GENERATING_TESTS',
      'consumed@DELIVERED',
    ]);
    const { reservation } = await getJobUsage(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual([reservation?.used_credits, reservation?.held_credits], [0, 0]);
  });

  it('is billed once for a diff that was sent back and came again, with all that it cost', async () => {
    await client.pin();
    await called(20_000_000);
    await client.do('run_recipe', TWO);
    await client.do('run_tests', GOOD, 2);
    await client.waitForState('DELIVERED');
    const { job_id, actor } = client;
    const { patch_artifact_id } = await getDelivery(spine, actor, { job_id });
    // What was paid for may be worked on again also when nothing is left.
    await spine.db.execute(sql`UPDATE plans SET daily_jobs = 0`);
    await requestChanges(spine, actor, { job_id, patch_artifact_id, rejected_hunk_ids: ['h-other'], comments: [] });
    await setLimits(spine, { daily_jobs: 100, monthly_credits: 1000 });
    assert.deepEqual(await reservations(), ['consumed:verified']);
    await called(30_000_000);
    await client.do('run_recipe', GOOD, 2);
    await client.do('run_tests', GOOD, 3);
    await client.waitForState('DELIVERED', 2);
    assert.deepEqual(await reservations(), ['consumed:verified']);
    const { reservation } = await getJobUsage(spine, actor, { job_id });
    assert.equal(reservation?.used_credits, 5);
  });

  it('is given back when no test stands behind what was delivered', async () => {
    client.close();
    client = await ScriptedClient.begin(spine, { allow_unverified: true });
    await client.agree();
    await client.do('characterize', NO_TESTS);
    await client.do('run_recipe');
    await client.waitForState('DELIVERED');
    assert.deepEqual(await reservations(), ['released:unverified']);
  });

  it('is given back when the job cannot be finished, and set aside again for another try', async () => {
    await client.pin();
    await client.do('run_recipe', LEAVES_THE_FILES);
    await client.waitForState('FALLBACK_REQUIRED');
    assert.deepEqual(await reservations(), ['released:not_finished']);
    await retryJob(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual(await reservations(), ['held']);
    await client.do('characterize', GOOD, 2);
    await client.do('run_tests', GOOD, 2);
    await client.do('run_recipe', GOOD, 2);
    await client.do('run_tests', GOOD, 3);
    await client.waitForState('DELIVERED');
    assert.deepEqual(await reservations(), ['consumed:verified']);
    assert.deepEqual(await checkpointsOf(spine, client.job_id), [
      'reserved@ANALYZING',
      'checkpoint@GENERATING_TESTS',
      'released@FALLBACK_REQUIRED',
      'reserved@GENERATING_TESTS',
      'checkpoint@GENERATING_TESTS',
      'consumed@DELIVERED',
    ]);
  });

  it('is not there for another try when others have taken it', async () => {
    await client.pin();
    await client.do('run_recipe', LEAVES_THE_FILES);
    await client.waitForState('FALLBACK_REQUIRED');
    await spine.db.execute(sql`UPDATE plans SET daily_jobs = 0`);
    const { job_id } = client;
    await assert.rejects(retryJob(spine, client.actor, { job_id }), { code: 'QUOTA_EXCEEDED' });
    assert.equal((await client.job()).state, 'FALLBACK_REQUIRED');
    await setLimits(spine, { daily_jobs: 100, monthly_credits: 1000 });
  });

  it('is set aside anew in the month of another try', async () => {
    await client.pin();
    await client.do('run_recipe', LEAVES_THE_FILES);
    await client.waitForState('FALLBACK_REQUIRED');
    const next_month = new Date(Date.now() + 32 * 24 * 3_600_000);
    const later = { ...spine, clock: { now: () => next_month } };
    await retryJob(later, client.actor, { job_id: client.job_id });
    assert.deepEqual(await reservations(), ['released:not_finished', 'held']);
    await cancelJob(later, client.actor, { job_id: client.job_id });
    assert.deepEqual(await reservations(), ['released:not_finished', 'consumed:ended_by_person']);
    const { reservation } = await getJobUsage(spine, client.actor, { job_id: client.job_id });
    assert.equal(reservation?.billing_cycle, next_month.toISOString().slice(0, 7));
  });

  it('does not follow a plan that changes meanwhile', async () => {
    await spine.db.execute(sql`UPDATE plans SET daily_jobs = 1, monthly_credits = 0`);
    await client.pin();
    await deliver();
    const kept = await spine.store.read.quota.entitlements(client.job_id);
    assert.deepEqual(kept, {
      tier: 'FREE',
      daily_jobs: 100,
      monthly_credits: 1000,
      model_classes: ['L1'],
      features: [],
    });
    await setLimits(spine, { daily_jobs: 100, monthly_credits: 1000 });
  });
});

describe('what a job has set aside, when its client goes away', () => {
  for (const [how, end] of [
    ['for good', 'CLIENT_DISCONNECTED'],
    ['and the person gives it up', 'FORCE_TERMINATED'],
  ] as const) {
    it(`${how}, is billed: work had begun`, async () => {
      const client_heartbeat_lost = end === 'CLIENT_DISCONNECTED' ? 50 : 300_000;
      const spine = await openSpine({ policy: { beat_missed_ms: 150, timer_ms: { client_heartbeat_lost } } });
      const client = await ScriptedClient.begin(spine);
      await client.agree();
      await client.waitFor(
        ({ type, data }) => type === 'heartbeat_status' && 'status' in data && data.status === 'GRACE_PERIOD',
      );
      const { job_id } = client;
      if (end === 'FORCE_TERMINATED') await forceTerminateJob(spine, client.actor, { job_id });
      await client.waitForState('FAILED');
      assert.equal((await client.job()).failure?.code, end);
      assert.deepEqual(await reservationsOf(spine, job_id), ['consumed:ended_by_person']);
      assert.equal(await leaks(spine), 0);
      client.close();
      await spine.close();
    });
  }
});
