import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { getJob } from '@iama/server/app/jobs/get-job';
import { listJobs } from '@iama/server/app/jobs/list-jobs';
import { sweepOverdueTimers } from '@iama/server/app/jobs/sweep-overdue-timers';
import type { Log } from '@iama/server/app/ports/log';
import { sweepMissingClients } from '@iama/server/app/presence/sweep-missing-clients';
import { sweepExpiredLeases } from '@iama/server/app/tasks/sweep-expired-leases';
import { QUEUE_SCHEMA, TIMERS } from '@iama/server/db/queue/queue-names';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

/** Long after everything that a job waits for was due. */
const LATER_MS = 30 * 86_400_000;

describe('a job that cannot be read', () => {
  let spine: Spine;
  let broken: ScriptedClient;
  let sound: ScriptedClient;
  let logged: unknown[];

  before(async () => {
    spine = await openSpine({ works: false, policy: { max_offers: 1 } });
  });

  beforeEach(async () => {
    [broken, sound] = [await ScriptedClient.begin(spine), await ScriptedClient.begin(spine)];
    for (const client of [broken, sound]) await client.lease(await client.waitForTask('collect_context'));
    // As if another version had written it.
    await spine.db.execute(sql`UPDATE jobs SET state_path = 'live.ELSEWHERE' WHERE id = ${broken.job_id}`);
    // A timer is lost when the queue has no entry of it.
    await spine.db.execute(sql`DELETE FROM ${sql.identifier(QUEUE_SCHEMA)}.job WHERE name = ${TIMERS}`);
    logged = [];
  });

  afterEach(async () => {
    await spine.db.execute(sql`DELETE FROM jobs`);
    broken.close();
    sound.close();
  });

  after(() => spine.close());

  for (const [what, sweep] of [
    ['an expired lease', sweepExpiredLeases],
    ['a missing client', sweepMissingClients],
    ['a lost timer', sweepOverdueTimers],
  ] as const) {
    it(`keeps no other job from ${what}, and is named in the log`, async () => {
      const before = await sound.job();
      const clock = { now: () => new Date(Date.now() + LATER_MS) };
      const log: Log = { ...spine.log, error: (fields) => void logged.push(fields['job_id']) };
      await sweep({ ...spine, clock, log });
      assert.ok((await sound.job()).epoch > before.epoch);
      assert.deepEqual(new Set(logged), new Set([broken.job_id]));
    });
  }

  it('is still listed and shown, accepting nothing', async () => {
    const { actor, job_id } = broken;
    const { items } = await listJobs(spine, actor, { limit: 10 });
    assert.deepEqual(
      items.map((job) => [job.id, job.accepted_events]),
      [[job_id, []]],
    );
    assert.deepEqual((await getJob(spine, actor, { job_id })).accepted_events, []);
  });
});
