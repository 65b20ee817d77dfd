import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { openQueue } from '@iama/server/db/queue/open-queue';
import { pgWorkSource } from '@iama/server/db/queue/work-source.pg';
import { startWorker } from '@iama/server/worker/start-worker';
import { reservationsOf } from '../../support/reservations.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';

const HANGING_WORKER = fileURLToPath(new URL('../../support/hanging-worker.ts', import.meta.url));

describe('a worker that is killed in the middle of an activity', () => {
  it('loses nothing: another takes the activity over, and it counts once', async function () {
    // The queue notices after its heartbeat of ten seconds, never less.
    this.timeout(40_000);
    const spine = await openSpine({ works: false });
    const child = spawn(process.execPath, [HANGING_WORKER, spine.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const client = await ScriptedClient.begin(spine);
      await client.do('collect_context');
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      assert.equal(line.toString().trim(), client.job_id);
      child.kill('SIGKILL');
      await once(child, 'exit');

      const boss = await openQueue({ direct_url: spine.url, works: true, max_connections: 4 }, spine.log);
      const worker = await startWorker(spine, pgWorkSource(boss), { sweep_ms: 1000 });
      const killed = performance.now();
      await client.waitForState('WAITING_STRATEGY');
      const seconds = (performance.now() - killed) / 1000;
      assert.ok(seconds < 20, `taken over after ${seconds.toFixed(1)} s`);

      const made = client.events.filter((event) => event.type === 'artifact_ready' && event.data.kind === 'proposals');
      assert.equal(made.length, 1);
      assert.deepEqual(await reservationsOf(spine, client.job_id), ['held']);
      await cancelJob(spine, client.actor, { job_id: client.job_id });
      assert.deepEqual(await reservationsOf(spine, client.job_id), ['released:before_work']);
      client.close();
      await worker.stop(1000);
    } finally {
      child.kill('SIGKILL');
      await spine.close();
    }
  });
});
