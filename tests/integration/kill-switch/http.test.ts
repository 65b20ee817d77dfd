import assert from 'node:assert/strict';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import { newJob, openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { flip, REASON } from '../../support/kill-switches.ts';

describe('a kill switch, as clients see it', function () {
  this.timeout(8_000);
  let api: TestApi;
  const stop = new AbortController();

  before(async () => {
    api = await openApi();
  });
  after(async () => {
    stop.abort();
    await api.close();
  });

  it('comes to a connected client as a change of state, and refuses the next job with the reason', async () => {
    const { client, session } = await api.newPerson();
    const { id: job_id } = await newJob(client);
    await client.call('jobs.start', { params: { job_id } });
    let flipped_at = Infinity;
    let told_ms = Infinity;
    for await (const event of streamJobEvents(client, { job_id, signal: stop.signal })) {
      if (event.type !== 'state_change') continue;
      if (event.data.to === 'ANALYZING') {
        flipped_at = performance.now();
        await flip(api.spine, `user:${session.user.id}`, true);
      }
      if (event.data.to !== 'FAILED') continue;
      told_ms = performance.now() - flipped_at;
      assert.equal(event.data.failure?.code, 'KILL_SWITCH');
      break;
    }
    assert.ok(told_ms < 5000, `${Math.round(told_ms)} ms`);

    const asked_at = performance.now();
    await assert.rejects(newJob(client), {
      code: 'KILL_SWITCH_ON',
      status: 503,
      message: new RegExp(REASON),
    });
    // It is no passing trouble: nobody tries again by themselves.
    assert.ok(performance.now() - asked_at < 1000);
    const other = await api.newPerson();
    await newJob(other.client);
  });
});
