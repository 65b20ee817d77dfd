import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { fireTimer } from '@iama/server/app/jobs/fire-timer';
import { startJob } from '@iama/server/app/jobs/start-job';
import { sweepOverdueTimers } from '@iama/server/app/jobs/sweep-overdue-timers';
import { allRows } from '../../support/all-rows.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

interface TimerRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly timer: string;
}

async function timersOf(spine: Spine, job_id: string): Promise<readonly TimerRow[]> {
  return [...(await spine.db.execute<TimerRow>(sql`SELECT id, timer FROM job_timers WHERE job_id = ${job_id}`))];
}

async function queuedFor(spine: Spine, job_id: string): Promise<readonly string[]> {
  const rows = await spine.db.execute<{ id: string }>(
    sql`SELECT id FROM pgboss.job WHERE name = 'timers' AND state = 'created' AND data->>'job_id' = ${job_id}`,
  );
  return rows.map(({ id }) => id);
}

describe('a durable timer', () => {
  it('fires by itself', async () => {
    const spine = await openSpine({ policy: { timer_ms: { start_timeout: 30 } } });
    const client = await ScriptedClient.create(spine);
    await client.waitForState('FAILED');
    assert.equal((await client.job()).failure?.code, 'START_TIMEOUT');
    assert.deepEqual(await timersOf(spine, client.job_id), []);
    client.close();
    await spine.close();
  });

  describe('that nobody waits for any more', () => {
    let spine: Spine;
    let client: ScriptedClient;

    before(async () => {
      spine = await openSpine({ works: false });
    });

    beforeEach(async () => {
      client = await ScriptedClient.create(spine);
    });

    afterEach(() => client.close());

    after(() => spine.close());

    it('is gone from the table and from the queue with the state that started it', async () => {
      const [waiting] = await timersOf(spine, client.job_id);
      assert.equal(waiting?.timer, 'start_timeout');
      assert.deepEqual(await queuedFor(spine, client.job_id), [waiting.id]);
      await startJob(spine, client.actor, { job_id: client.job_id });
      const [next] = await timersOf(spine, client.job_id);
      assert.equal(next?.timer, 'step_timeout');
      assert.deepEqual(await queuedFor(spine, client.job_id), [next.id]);
    });

    it('changes nothing when it fires all the same', async () => {
      const [waiting] = await timersOf(spine, client.job_id);
      assert.ok(waiting);
      await startJob(spine, client.actor, { job_id: client.job_id });
      const before = await allRows(spine.db);
      assert.equal(await fireTimer(spine, { job_id: client.job_id, id: waiting.id, timer: waiting.timer }), false);
      assert.deepEqual(await allRows(spine.db), before);
    });

    it('fires once when it is delivered twice', async () => {
      const [waiting] = await timersOf(spine, client.job_id);
      assert.ok(waiting);
      const fired = { job_id: client.job_id, id: waiting.id, timer: waiting.timer };
      const counted = await Promise.all([fireTimer(spine, fired), fireTimer(spine, fired)]);
      assert.equal(counted.filter((each) => each).length, 1);
    });

    it('is fired by a sweep when the queue has lost it', async () => {
      await spine.db.execute(sql`DELETE FROM pgboss.job WHERE name = 'timers'`);
      const later = { ...spine, clock: { now: () => new Date(Date.now() + 2 * 86_400_000) } };
      assert.ok((await sweepOverdueTimers(later)) >= 1);
      assert.equal((await client.job()).failure?.code, 'START_TIMEOUT');
    });
  });
});
