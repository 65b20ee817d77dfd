import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { runActivity } from '@iama/server/worker/run-activity';
import { fireTimer } from '@iama/server/app/jobs/fire-timer';
import { queuedActivity } from '../../support/queued-activity.ts';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { reservationsOf } from '../../support/reservations.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const HOUR_MS = 3_600_000;

describe('two approvals at once', () => {
  it('are one: the job moves on once, with one line in the audit trail, and whoever came second is told', async () => {
    const spine = await openSpine();
    const client = await ScriptedClient.begin(spine);
    const { job_id, actor } = client;
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    await selectProposal(spine, actor, { job_id, level: 'CONSERVATIVE' });
    const { revision_token } = await getSpec(spine, actor, { job_id });
    const both = await Promise.allSettled(
      Array.from({ length: 8 }, () => approveSpec(spine, actor, { job_id, revision_token })),
    );
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const each of both) if (each.status === 'rejected') assert.equal(each.reason.code, 'ILLEGAL_TRANSITION');
    await client.do('characterize');
    const asked = client.events.filter(({ type, data }) => type === 'task_requested' && data.kind === 'characterize');
    assert.equal(asked.length, 1);
    const [audit] = await spine.db.execute<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM audit_events WHERE job_id = ${job_id} AND action = 'job.approve_spec'`,
    );
    assert.equal(audit?.count, 1);
    client.close();
    await spine.close();
  });
});

describe('a clock that jumps', function () {
  this.timeout(60_000);
  let spine: Spine;
  let client: ScriptedClient;
  let ahead_ms = 0;

  before(async () => {
    spine = await openSpine({ clock: { now: () => new Date(Date.now() + ahead_ms) } });
  });
  beforeEach(() => (ahead_ms = 0));
  afterEach(() => client.close());
  after(() => spine.close());

  /** Does what is asked, and says that it is there, until the job is there too. */
  async function work(until: 'REFACTORING' | 'DELIVERED', from: number): Promise<number> {
    for (let seq = from; ; seq += 1) {
      const event = await client.waitFor((each) => each.seq === seq + 1);
      if (event.type === 'state_change' && event.data.to === until) return event.seq;
      if (event.type === 'heartbeat_status' && event.data.status === 'GRACE_PERIOD') await client.beat();
      if (event.type !== 'task_requested' || event.data.kind === 'verify_subset') continue;
      const { task_id } = event.data;
      const { items } = await client.tasks();
      if (!items.some(({ id, status }) => id === task_id && status === 'offered')) continue;
      await client.do(event.data.kind, GOOD, nthOf(event.seq, event.data.kind));
    }
  }

  function nthOf(seq: number, kind: string): number {
    return client.events.filter((each) => each.seq <= seq && each.type === 'task_requested' && each.data.kind === kind)
      .length;
  }

  for (const [how, jump_ms] of [
    ['ahead', HOUR_MS],
    ['back', -2 * HOUR_MS],
  ] as const) {
    it(`${how} in the middle of a step costs at most another try: the job comes to its end once, and its log has no gap`, async () => {
      client = await ScriptedClient.begin(spine);
      await client.agree();
      await client.do('characterize');
      const leased = await client.lease(await client.waitForTask('run_tests'));
      ahead_ms = jump_ms;
      if (jump_ms > 0) {
        // The lease, the client and the step are over by this clock, and nothing of that is the client's fault.
        await client.waitFor(
          ({ type, data }) =>
            (type === 'heartbeat_status' && data.status === 'GRACE_PERIOD') ||
            (type === 'state_change' && data.to === 'RECOVERY_PENDING'),
        );
        await client.beat();
      } else {
        await client.complete(leased, GOOD.run_tests(leased.payload as Parameters<typeof GOOD.run_tests>[0]));
      }
      await work('DELIVERED', leased.task.offer > 0 ? firstSeq(leased.task.id) : 0);
      const { state, failure, attempt } = await client.job();
      assert.deepEqual([state, failure, attempt], ['DELIVERED', null, 1]);
      const seqs = client.events.map(({ seq }) => seq);
      assert.deepEqual(
        seqs,
        seqs.map((_, index) => index + 1),
      );
      const made = client.events.filter(({ type, data }) => type === 'artifact_ready' && data.kind === 'evidence');
      assert.equal(made.length, 1);
      assert.deepEqual(await reservationsOf(spine, client.job_id), ['consumed:verified']);
    });
  }

  function firstSeq(task_id: string): number {
    return client.events.find(({ type, data }) => type === 'task_requested' && data.task_id === task_id)?.seq ?? 0;
  }

  it('leaves a decision of a person the time that it has', async () => {
    client = await ScriptedClient.begin(spine);
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    ahead_ms = HOUR_MS;
    await selectProposal(spine, client.actor, { job_id: client.job_id, level: 'CONSERVATIVE' });
    assert.equal((await client.job()).state, 'WAITING_SPEC_APPROVAL');
    await cancelJob(spine, client.actor, { job_id: client.job_id });
  });
});

describe('an artifact that is gone', () => {
  it('ends the step that needs it at once, with what is missing, and the job can be tried again', async () => {
    const spine = await openSpine({ works: false });
    const client = await ScriptedClient.begin(spine);
    const { job_id } = client;
    await client.do('collect_context');
    await spine.db.execute(
      sql`UPDATE job_artifacts SET gone_at = now(), body = NULL WHERE job_id = ${job_id} AND kind = 'analysis'`,
    );
    await runActivity(spine, await queuedActivity(spine, job_id), new AbortController().signal);
    const [settling] = await spine.db.execute<{ id: string }>(
      sql`SELECT id FROM job_timers WHERE job_id = ${job_id} AND timer = 'recovery_backoff'`,
    );
    assert.ok(settling, 'it is tried again, although that cannot help');
    await fireTimer(spine, { id: settling.id, job_id, timer: 'recovery_backoff' });
    const { state, failure, accepted_events } = await client.job();
    assert.equal(state, 'FALLBACK_REQUIRED');
    assert.match(failure?.detail ?? '', /It was kept until/);
    assert.ok(accepted_events.includes('retry'));
    client.close();
    await spine.close();
  });
});
