import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@iama/client/create-client';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import { memoryTokenStore } from '@iama/client/token-store';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { createSampleJob } from './sample-job.ts';

describe('the stream of a job', function () {
  this.timeout(60_000);
  let plane: ControlPlane;
  before(async () => {
    plane = await startControlPlane();
  });
  after(() => plane.stop());

  it('goes on when the token runs out in the middle of it', async () => {
    const account = await plane.newAccount();
    const job = await createSampleJob(account.client);
    const params = { job_id: job.id };
    const pair = await account.client.tokens.read();
    assert.ok(pair);
    const access_token = await withOtherExpiry(plane, pair.access_token, 2);
    // The client believes that the token lasts, as one does whose clock is wrong: the server has to end the stream.
    const tokens = memoryTokenStore({ ...pair, access_token });
    const watching = createClient({ base_url: plane.url, tokens });
    const stop = new AbortController();
    const statuses: string[] = [];
    let refreshed = (): void => {};
    const renewed = new Promise<void>((resolve) => {
      refreshed = resolve;
    });
    const events = streamJobEvents(watching, {
      job_id: job.id,
      signal: stop.signal,
      onStatus(status) {
        statuses.push(status);
        if (statuses.filter((each) => each === 'streaming').length === 2) refreshed();
      },
    });
    const seqs: number[] = [];
    const reading = (async () => {
      for await (const event of events) {
        seqs.push(event.seq);
        if (event.type === 'state_change' && event.data.to === 'FAILED') return;
      }
    })();
    await renewed;
    assert.notEqual((await tokens.read())?.access_token, access_token);
    const other = createClient({ base_url: plane.url, tokens });
    await other.call('jobs.cancel', { params });
    await reading;
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index + 1),
    );
    assert.ok(seqs.length > 0);
    stop.abort();
  });

  it('gives the whole log to whoever comes late, and the same log to whoever polls', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    const params = { job_id: job.id };
    await client.call('jobs.start', { params });
    await client.call('jobs.cancel', { params });
    const { items, last_seq } = await client.call('jobs.events', { params, query: { limit: 1000 } });
    const streamed = [];
    for await (const event of streamJobEvents(client, { job_id: job.id })) {
      streamed.push(event);
      if (event.seq === last_seq) break;
    }
    assert.deepEqual(streamed, items);
    const late = [];
    for await (const event of streamJobEvents(client, { job_id: job.id, after: last_seq - 1 })) {
      late.push(event.seq);
      break;
    }
    assert.deepEqual(late, [last_seq]);
  });

  it('ends with a plain word when the session is taken away', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    const pair = await client.tokens.read();
    assert.ok(pair);
    await client.call('auth.logout', { body: { refresh_token: pair.refresh_token } });
    const expired = await withOtherExpiry(plane, pair.access_token, -60);
    await client.tokens.write({ ...pair, access_token: expired });
    await assert.rejects(streamJobEvents(client, { job_id: job.id }).next(), (error: Error & { status?: number }) => {
      assert.equal(error.status, 401);
      return true;
    });
    assert.equal(await client.tokens.read(), null);
  });
});

/** The same token as the server would have made it, running out `seconds` from now: signed with the server's own key. */
async function withOtherExpiry(plane: ControlPlane, token: string, seconds: number): Promise<string> {
  const [head = '', body = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const exp = Math.floor(Date.now() / 1000) + seconds;
  const changed = Buffer.from(JSON.stringify({ ...claims, iat: exp - 900, nbf: undefined, exp })).toString('base64url');
  const key = createPrivateKey(await readFile(join(plane.data_dir, 'signing-key.pem')));
  const signature = sign('RSA-SHA256', Buffer.from(`${head}.${changed}`), key).toString('base64url');
  return `${head}.${changed}.${signature}`;
}
