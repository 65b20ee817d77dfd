import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { heartbeatTask } from '@iama/server/app/tasks/heartbeat-task';
import { openQueue } from '@iama/server/db/queue/open-queue';
import { pgWorkSource } from '@iama/server/db/queue/work-source.pg';
import { startWorker } from '@iama/server/worker/start-worker';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';

describe('a server that was away for longer than a client may be silent', () => {
  it('lets the client go on with its work, since nobody could have heard it', async () => {
    const spine = await openSpine({ works: false });
    const client = await ScriptedClient.begin(spine);
    const { task, lease_id } = await client.lease(await client.waitForTask('collect_context'));
    const late = await ScriptedClient.create(spine);
    // An hour passes in which nothing runs.
    await spine.db.execute(sql`UPDATE jobs SET client_needed_since = client_needed_since - interval '1 hour'`);
    await spine.db.execute(sql`UPDATE client_heartbeat_sessions SET last_seen_at = last_seen_at - interval '1 hour'`);
    await spine.db.execute(sql`UPDATE job_tasks SET lease_expires_at = lease_expires_at - interval '1 hour'`);
    await spine.db.execute(
      sql`UPDATE job_timers SET fires_at = now() - interval '1 hour' WHERE timer = 'start_timeout'`,
    );
    await spine.db.execute(sql`DELETE FROM pgboss.job WHERE name = 'timers' AND data->>'job_id' = ${late.job_id}`);

    const boss = await openQueue({ direct_url: spine.url, works: true, max_connections: 4 }, spine.log);
    const worker = await startWorker(spine, pgWorkSource(boss), { sweep_ms: 10 });
    try {
      // What is overdue without anybody's fault is swept at once, and last in a round: now there was one.
      await late.waitForState('FAILED');
      assert.equal((await client.job()).presence.grace_deadline_at, null);
      await heartbeatTask(spine, client.actor, { job_id: client.job_id, task_id: task.id, lease_id, progress: [] });
    } finally {
      await worker.stop(1000);
      for (const each of [client, late]) each.close();
      await spine.close();
    }
  });
});
