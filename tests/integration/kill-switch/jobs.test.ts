import assert from 'node:assert/strict';
import type { Actor } from '@iama/server/app/actor';
import { startJob } from '@iama/server/app/jobs/start-job';
import { auditEvents } from '@iama/server/db/schema/audit-events';
import { users } from '@iama/server/db/schema/users';
import { runActivity } from '@iama/server/worker/run-activity';
import { eq, like, sql } from 'drizzle-orm';
import { flip, REASON } from '../../support/kill-switches.ts';
import { queuedActivity } from '../../support/queued-activity.ts';
import { leaks } from '../../support/reservations.ts';
import { GOOD, ScriptedClient, statesOf } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

describe('a kill switch on jobs', function () {
  this.timeout(8_000);
  let spine: Spine;
  const clients: ScriptedClient[] = [];

  beforeEach(async () => {
    spine = await openSpine();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await spine.close();
  });

  const begin = async (by?: Actor): Promise<ScriptedClient> => {
    const client = await ScriptedClient.begin(spine, {}, by);
    clients.push(client);
    return client;
  };
  const create = async (by: Actor): Promise<ScriptedClient> => {
    const client = await ScriptedClient.create(spine, {}, by);
    clients.push(client);
    return client;
  };
  const onPlan = async (tier: 'FREE' | 'PRO'): Promise<Actor> => {
    const actor = await spine.newActor();
    await spine.db.update(users).set({ tier }).where(eq(users.id, actor.user_id));
    return { ...actor, tier };
  };
  const refused = { code: 'KILL_SWITCH_ON', message: new RegExp(REASON) };

  const SCOPES: Readonly<Record<string, (free: Actor) => string>> = {
    everybody: () => 'global',
    'a plan': () => 'plan:FREE',
    'a person': ({ user_id }) => `user:${user_id}`,
  };
  for (const [whom, scopeOf] of Object.entries(SCOPES)) {
    it(`stops the jobs of ${whom}, at work and waiting, and lets no other begin`, async () => {
      const [free, paying] = [await onPlan('FREE'), await onPlan('PRO')];
      const at_work = await begin(free);
      const waiting = await begin(free);
      await waiting.do('collect_context');
      await waiting.waitForState('WAITING_STRATEGY');
      const unstarted = await create(free);
      const other = await begin(paying);

      await flip(spine, scopeOf(free), true);
      for (const client of [at_work, waiting]) {
        await client.waitForState('FAILED');
        const { failure } = await client.job();
        assert.equal(failure?.code, 'KILL_SWITCH');
        assert.match(failure.detail, new RegExp(REASON));
      }
      if (whom === 'everybody') await other.waitForState('FAILED');
      else assert.equal((await other.job()).state, 'ANALYZING');
      assert.equal(await leaks(spine), 0);
      await assert.rejects(create(free), refused);
      await assert.rejects(startJob(spine, free, { job_id: unstarted.job_id }), refused);
      assert.deepEqual(statesOf(unstarted.events), ['PENDING']);

      await flip(spine, scopeOf(free), false);
      assert.equal((await startJob(spine, free, { job_id: unstarted.job_id })).state, 'ANALYZING');
      await begin(free);
    });
  }

  it('is known by the plan that a job was started under', async () => {
    const actor = await onPlan('PRO');
    const job = await begin(actor);
    await spine.db.update(users).set({ tier: 'FREE' }).where(eq(users.id, actor.user_id));
    await flip(spine, 'plan:FREE', true);
    await assert.rejects(begin({ ...actor, tier: 'FREE' }), refused);
    await flip(spine, 'plan:PRO', true);
    await job.waitForState('FAILED');
  });

  it('counts as on when its row cannot be read', async () => {
    const job = await begin();
    await spine.db.execute(sql`INSERT INTO dynamic_configs (key, value, updated_at)
      VALUES ('system.kill_switch.global', '"stop"', now())`);
    await job.waitForState('FAILED');
  });

  it('is written down: who switched it, when and why, and what it ended', async () => {
    const job = await begin();
    await flip(spine, 'global', true);
    await job.waitForState('FAILED');
    await flip(spine, 'global', false);
    const rows = await spine.db.select().from(auditEvents).where(like(auditEvents.action, '%kill_switch%'));
    const said = rows.map(({ action, data }) => `${action}: ${String(data['operator'])}, ${String(data['reason'])}`);
    assert.deepEqual(said.toSorted(), [
      `job.kill_switch: undefined, ${REASON}`,
      `kill_switch.off: test, ${REASON}`,
      `kill_switch.on: test, ${REASON}`,
    ]);
  });

  it('ends many at once within five seconds', async () => {
    const actor = await spine.newActor();
    const jobs = await Promise.all(Array.from({ length: 60 }, () => begin(actor)));
    const flipped_at = performance.now();
    await flip(spine, `user:${actor.user_id}`, true);
    await Promise.all(jobs.map((job) => job.waitForState('FAILED')));
    const took_ms = performance.now() - flipped_at;
    assert.ok(took_ms < 5000, `${Math.round(took_ms)} ms`);
  });
});

describe('a kill switch on queued work', () => {
  it('ends the job instead of beginning it, also before a sweep has looked', async () => {
    const spine = await openSpine({ works: false });
    const client = await ScriptedClient.begin(spine);
    await client.do('collect_context', GOOD);
    const queued = await queuedActivity(spine, client.job_id);
    await flip(spine, 'global', true);
    await runActivity(spine, queued, new AbortController().signal);
    await client.waitForState('FAILED');
    assert.equal((await client.job()).failure?.code, 'KILL_SWITCH');
    const [entry] = await spine.db.execute<{ state: string }>(
      sql`SELECT state::text FROM pgboss.job WHERE id = ${queued.id}`,
    );
    assert.equal(entry?.state, 'cancelled');
    client.close();
    await spine.close();
  });
});
