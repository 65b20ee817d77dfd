import assert from 'node:assert/strict';
import type { DeviceAuthorization } from '@iama/contracts/auth/device';
import { createClient } from '../create-client.ts';
import { JOB_ID, pair } from '../testing/samples.test.ts';
import { json, problem, startScriptedServer } from '../testing/scripted-server.test.ts';
import type { ScriptedServer } from '../testing/scripted-server.test.ts';
import { testRuntime } from '../testing/test-runtime.test.ts';
import { memoryTokenStore } from '../token-store.ts';
import { awaitDevice } from './await-device.ts';

const ROUTE = 'POST /api/v1/auth/device/token';
const ASKED: DeviceAuthorization = {
  device_code: 'secret',
  user_code: 'BCDF-GHJK',
  verification_uri: 'http://a.test/device',
  verification_uri_complete: 'http://a.test/device?user_code=BCDF-GHJK',
  expires_in_s: 600,
  interval_s: 1,
};
const USER = { id: JOB_ID, org_id: JOB_ID, email: 'a@b.c', tier: 'FREE', created_at: '2026-11-20T09:00:00.000Z' };

describe('waiting for a device code', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  function waiting(signal = new AbortController().signal) {
    const runtime = testRuntime(60_000);
    const client = createClient({ base_url: server.url, tokens: memoryTokenStore(), runtime });
    return { runtime, done: awaitDevice(client, ASKED, signal) };
  }

  it('asks at the pace that the server wishes until somebody has approved', async () => {
    server.on(
      ROUTE,
      problem(400, 'AUTHORIZATION_PENDING'),
      problem(400, 'SLOW_DOWN'),
      problem(503, 'UNAVAILABLE'),
      json(200, { user: USER, tokens: pair('one') }),
    );
    const { runtime, done } = waiting();
    assert.equal((await done)?.user.email, 'a@b.c');
    assert.deepEqual(
      server.seen.map((each) => each.body),
      Array(4).fill({ device_code: 'secret' }),
    );
    assert.deepEqual(
      runtime.waits.filter((ms) => ms === 1000 || ms === 2000),
      [1000, 1000, 2000, 2000],
    );
  });

  for (const code of ['ACCESS_DENIED', 'DEVICE_CODE_EXPIRED']) {
    it(`ends with ${code}, which says why`, async () => {
      server.on(ROUTE, problem(400, code));
      await assert.rejects(waiting().done, { code });
    });
  }

  it('ends without a session when nobody wants to wait any more', async () => {
    const stop = new AbortController();
    stop.abort();
    assert.equal(await waiting(stop.signal).done, null);
    assert.equal(server.seen.length, 0);
  });
});
