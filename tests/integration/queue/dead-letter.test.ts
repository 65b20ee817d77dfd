import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { reservationsOf } from '../../support/reservations.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';

describe('an activity that fails on every try', () => {
  it('is tried again by the queue and by the job, and then the job says so', async function () {
    // Each round waits for two polls of half a second.
    this.timeout(20_000);
    const spine = await openSpine({ policy: { timer_ms: { recovery_backoff: 0 } } });
    // The activity reads what a trigger has just made unreadable: its code is the real one.
    await spine.db.execute(sql`CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.body = '{"plans": []}'; RETURN NEW; END $$`);
    await spine.db.execute(sql`CREATE TRIGGER spoil BEFORE INSERT ON job_artifacts FOR EACH ROW
      WHEN (NEW.kind = 'analysis') EXECUTE FUNCTION spoil()`);
    const client = await ScriptedClient.begin(spine);
    const leased = await client.lease(await client.waitForTask('collect_context'));
    await client.complete(leased, GOOD.collect_context({} as never));

    await client.waitForState('FALLBACK_REQUIRED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'ACTIVITY_FAILED');
    assert.match(failure.detail, /build_proposals/);
    assert.deepEqual(await reservationsOf(spine, client.job_id), ['released:before_work']);
    const [{ tries } = { tries: 0 }] = await spine.db.execute<{ tries: number }>(
      sql`SELECT sum(retry_count + 1)::int AS tries FROM pgboss.job WHERE name = 'activities'`,
    );
    // Three times by the job, each of them four times by the queue.
    assert.equal(tries, 12);
    client.close();
    await spine.close();
  });
});
