import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { AppError } from '@iama/server/app/app-error';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { getJob } from '@iama/server/app/jobs/get-job';
import { startJob } from '@iama/server/app/jobs/start-job';
import { leaks, reservationsOf, setLimits } from '../../support/reservations.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const AT_ONCE = 500;
const ALLOWED = 7;

describe('starts against a quota', () => {
  let spine: Spine;

  before(async () => {
    spine = await openSpine({ works: false });
  });

  after(() => spine.close());

  /** Jobs of one new person, not started. */
  async function newJobs(count: number): Promise<{ actor: ScriptedClient['actor']; ids: string[] }> {
    const first = await ScriptedClient.create(spine);
    first.close();
    // Copies of the first: what is measured is the start.
    const ids = Array.from({ length: count - 1 }, () => spine.ids.next());
    await spine.db.execute(sql`
      INSERT INTO jobs SELECT (jsonb_populate_record(j, jsonb_build_object('id', n.id, 'last_seq', 0))).*
      FROM jobs j, unnest(${sql.param(ids)}::uuid[]) AS n(id) WHERE j.id = ${first.job_id}`);
    return { actor: first.actor, ids: [first.job_id, ...ids] };
  }

  for (const [limit, plan] of [
    ['of a day', { daily_jobs: ALLOWED, monthly_credits: null }],
    ['of credits', { daily_jobs: null, monthly_credits: 10 * ALLOWED + 9 }],
  ] as const) {
    it(`lets exactly ${ALLOWED} of ${AT_ONCE} in at once where the limit is one ${limit}`, async function () {
      this.timeout(60_000);
      await setLimits(spine, plan);
      const { actor, ids } = await newJobs(AT_ONCE);
      const asked = await Promise.allSettled(ids.map((job_id) => startJob(spine, actor, { job_id })));

      const started = asked.filter(({ status }) => status === 'fulfilled');
      const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
      assert.equal(started.length, ALLOWED);
      assert.ok(refused.every((error) => error instanceof AppError && error.code === 'QUOTA_EXCEEDED'));
      const [held] = await spine.db.execute<{ held: number; snapshots: number }>(sql`SELECT
        (SELECT count(*)::int FROM quota_reservations WHERE user_id = ${actor.user_id} AND status = 'held') AS held,
        (SELECT count(*)::int FROM entitlement_snapshots WHERE user_id = ${actor.user_id}) AS snapshots`);
      assert.deepEqual({ ...held }, { held: ALLOWED, snapshots: ALLOWED });
      assert.equal(await leaks(spine), 0);
    });
  }

  it('leaves a job as it was when it refuses it, says when to come again, and lets it in when another is done', async () => {
    await setLimits(spine, { daily_jobs: 1, monthly_credits: null });
    const { actor, ids } = await newJobs(2);
    const [one, two] = ids.map((job_id) => ({ job_id }));
    assert.ok(one && two);
    await startJob(spine, actor, one);
    await assert.rejects(startJob(spine, actor, two), (error) => {
      assert.ok(error instanceof AppError);
      assert.match(
        error.message,
        /^The plan FREE includes 1 job a day, and none is left today\. 1 job of yours is under way\. /,
      );
      assert.match(error.extra.resets_at ?? '', /T00:00:00\.000Z$/);
      return true;
    });
    const { state, accepted_events, last_seq } = await getJob(spine, actor, two);
    assert.deepEqual([state, accepted_events, last_seq], ['PENDING', ['start', 'cancel'], 0]);
    assert.deepEqual(await reservationsOf(spine, two.job_id), []);

    await cancelJob(spine, actor, one);
    assert.deepEqual(await reservationsOf(spine, one.job_id), ['released:before_work']);
    assert.equal((await startJob(spine, actor, two)).state, 'ANALYZING');
  });

  it('holds once for a job, however often it is started at the same moment', async () => {
    await setLimits(spine, { daily_jobs: 5, monthly_credits: 1000 });
    const { actor, ids } = await newJobs(1);
    const job_id = ids[0] ?? '';
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => startJob(spine, actor, { job_id })));
    assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(await reservationsOf(spine, job_id), ['held']);
  });

  it('gives nobody anything of somebody else’s limit', async () => {
    await setLimits(spine, { daily_jobs: 1, monthly_credits: null });
    const people = await Promise.all(Array.from({ length: 5 }, () => newJobs(2)));
    for (const { actor, ids } of people) {
      const asked = await Promise.allSettled(ids.map((job_id) => startJob(spine, actor, { job_id })));
      assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1);
    }
  });
});
