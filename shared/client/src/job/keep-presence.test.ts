import assert from 'node:assert/strict';
import { createClient } from '../create-client.ts';
import { JOB_ID, pair, SESSION_ID } from '../testing/samples.test.ts';
import { json, problem, startScriptedServer } from '../testing/scripted-server.test.ts';
import { testRuntime } from '../testing/test-runtime.test.ts';
import { memoryTokenStore } from '../token-store.ts';
import { gapBetween, keepPresence } from './keep-presence.ts';

const BEAT = `POST /api/v1/jobs/${JOB_ID}/heartbeat`;

describe('gapBetween', () => {
  const last = { wall: 0, monotonic: 0 };
  it('sees no gap in beats that come on time', () => {
    assert.equal(gapBetween(last, { wall: 31_000, monotonic: 31_000 }, 30_000, false), null);
  });
  it('calls it sleep when only the wall clock ran', () => {
    assert.deepEqual(gapBetween(last, { wall: 600_000, monotonic: 20_000 }, 30_000, true), {
      ms: 600_000,
      cause: 'sleep',
    });
  });
  it('calls it sleep when the process was stopped and no beat had failed', () => {
    assert.deepEqual(gapBetween(last, { wall: 90_000, monotonic: 90_000 }, 30_000, false), {
      ms: 90_000,
      cause: 'sleep',
    });
  });
  it('calls it network when beats failed while both clocks ran', () => {
    assert.deepEqual(gapBetween(last, { wall: 90_000, monotonic: 90_000 }, 30_000, true), {
      ms: 90_000,
      cause: 'network',
    });
  });
});

describe('keepPresence', () => {
  it('beats at the pace the server asks for, and explains a gap afterwards', async () => {
    const server = await startScriptedServer();
    const ok = json(200, { interval_ms: 20_000, grace_ms: 300_000, grace_deadline_at: null });
    server.on(BEAT, ok, problem(500, 'INTERNAL'), ok);
    const runtime = testRuntime();
    const client = createClient({ base_url: server.url, tokens: memoryTokenStore(pair('one')), runtime });
    const stop = new AbortController();
    const done = keepPresence(client, { job_id: JOB_ID, client_session_id: SESSION_ID, signal: stop.signal });
    for (const ms of [20_000, 5000]) {
      await runtime.armed(ms);
      runtime.advance({ wall: 20_000, monotonic: 20_000 });
      runtime.fire(ms);
    }
    await runtime.armed(20_000);
    stop.abort();
    await done;
    assert.deepEqual(
      server.seen.map((each) => each.body),
      [
        { client_session_id: SESSION_ID, status: 'alive' },
        { client_session_id: SESSION_ID, status: 'alive' },
        { client_session_id: SESSION_ID, status: 'alive', gap: { ms: 40_000, cause: 'network' } },
      ],
    );
    assert.deepEqual(runtime.running(), []);
    await server.close();
  });
});
