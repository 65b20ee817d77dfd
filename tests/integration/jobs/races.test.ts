import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { fireTimer } from '@iama/server/app/jobs/fire-timer';
import { heartbeatTask } from '@iama/server/app/tasks/heartbeat-task';
import { sweepExpiredLeases } from '@iama/server/app/tasks/sweep-expired-leases';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const FOUND = GOOD.collect_context({} as never);
const ROUNDS = 12;

/** Two things at the same moment, again and again: whichever comes first, the other must find that it came. */
describe('at the same moment', () => {
  let spine: Spine;
  let clients: ScriptedClient[];

  before(async () => {
    // The test plays the worker, so that it can be as early or as late as it likes.
    spine = await openSpine({ works: false });
  });

  beforeEach(async () => {
    clients = await Promise.all(Array.from({ length: ROUNDS }, () => ScriptedClient.begin(spine)));
  });

  afterEach(() => clients.forEach((client) => client.close()));

  after(() => spine.close());

  async function timer(job_id: string, name: string) {
    const [row] = await spine.db.execute<{ id: string }>(
      sql`SELECT id FROM job_timers WHERE job_id = ${job_id} AND timer = ${name}`,
    );
    assert.ok(row, `${name} is not running`);
    return { id: row.id, job_id, timer: name };
  }

  const count = async (what: ReturnType<typeof sql>) =>
    (await spine.db.execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM ${what}`))[0]?.count;

  /** One open task and one timer where the job goes on; nothing at all where it has ended. */
  async function leftBehind(job_id: string) {
    return {
      tasks: await count(sql`job_tasks WHERE job_id = ${job_id} AND status IN ('offered', 'leased')`),
      timers: await count(sql`job_timers WHERE job_id = ${job_id}`),
    };
  }

  it('a client comes back and its time runs out: the job goes on, or it has ended, and never both', async () => {
    for (const [round, client] of clients.entries()) {
      await client.waitForTask('collect_context');
      await client.beat('closing');
      const lost = await timer(client.job_id, 'client_heartbeat_lost');
      const both = [() => client.beat(), () => fireTimer(spine, lost)];
      await Promise.all((round % 2 === 0 ? both : both.toReversed()).map((act) => act()));
      const { state, presence, last_seq } = await client.job();
      await client.waitFor(({ seq }) => seq === last_seq);
      const said = client.events.flatMap((event) => (event.type === 'heartbeat_status' ? [event.data.status] : []));
      const goes_on = state === 'ANALYZING';
      assert.deepEqual(said, ['GRACE_PERIOD', goes_on ? 'RECOVERED' : 'LOST']);
      assert.equal(presence.grace_deadline_at, null);
      const left = goes_on ? 1 : 0;
      assert.deepEqual(await leftBehind(client.job_id), { tasks: left, timers: left });
    }
  });

  it('a lease runs out and its result comes: it counts, or the task is offered again', async () => {
    const later = { ...spine, clock: { now: () => new Date(Date.now() + spine.policy.lease_ms + 1000) } };
    for (const client of clients) {
      const leased = await client.lease(await client.waitForTask('collect_context'));
      const [handed_in] = await Promise.allSettled([client.complete(leased, FOUND), sweepExpiredLeases(later)]);
      const [task] = (await client.tasks()).items;
      if (handed_in.status === 'fulfilled') assert.equal(task?.status, 'completed');
      else {
        assert.equal(handed_in.reason.code, 'LEASE_LOST');
        assert.deepEqual([task?.status, task?.offer], ['offered', 2]);
      }
    }
  });

  it('a step gives a result, runs out of time and is cancelled: one of them counts, and nothing is left of the others', async () => {
    for (const client of clients) {
      const { job_id } = client;
      const leased = await client.lease(await client.waitForTask('collect_context'));
      const { task, lease_id } = leased;
      const timeout = await timer(job_id, 'step_timeout');
      await Promise.allSettled([
        client.complete(leased, FOUND),
        fireTimer(spine, timeout),
        heartbeatTask(spine, client.actor, { job_id, task_id: task.id, lease_id, progress: ['still at it'] }),
        cancelJob(spine, client.actor, { job_id }),
      ]);
      assert.equal((await client.job()).failure?.code, 'USER_CANCELLED');
      assert.deepEqual(await leftBehind(job_id), { tasks: 0, timers: 0 });
      assert.equal(await count(sql`job_activities WHERE job_id = ${job_id}`), 0);
      assert.equal(
        await count(sql`pgboss.job WHERE name = 'activities' AND state = 'created' AND data->>'job_id' = ${job_id}`),
        0,
      );
    }
  });
});
