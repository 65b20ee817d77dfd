import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Client } from '@iama/client/create-client';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import { newJob, openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';

describe('the stream of a job', function () {
  this.timeout(30_000);
  let api: TestApi;
  let client: Client;
  let job_id: string;
  let url: string;
  let headers: Record<string, string>;
  const opened: AbortController[] = [];

  before(async () => {
    api = await openApi({ works: false, keep_alive_ms: 50 });
  });
  after(() => api.close());

  beforeEach(async () => {
    const person = await api.newPerson();
    client = person.client;
    headers = { authorization: `Bearer ${person.session.tokens.access_token}` };
    job_id = (await newJob(client)).id;
    url = `${api.url}/api/v1/jobs/${job_id}/logs`;
  });
  afterEach(() => {
    for (const controller of opened.splice(0)) controller.abort();
  });

  /** Opens it and reads until `wanted` was seen. */
  const readUntil = async (wanted: RegExp, from: string, more: Record<string, string> = {}): Promise<string> => {
    const controller = new AbortController();
    opened.push(controller);
    const response = await fetch(from, { headers: { ...headers, ...more }, signal: controller.signal });
    assert.equal(response.status, 200);
    assert.match(String(response.headers.get('content-type')), /^text\/event-stream/);
    assert.ok(response.body);
    let got = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      got += chunk;
      if (wanted.test(got)) return got;
    }
    assert.fail(`the stream ended before ${String(wanted)}: ${got}`);
  };
  const idsIn = (got: string): number[] => [...got.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  const lastSeq = async () => (await client.call('jobs.events', { params: { job_id } })).last_seq;

  it('shows everything to one who comes late, and goes on as it happens', async () => {
    const before_start = await lastSeq();
    assert.ok(before_start >= 1);
    const live = readUntil(/"to":"ANALYZING"[\s\S]+\n\n/, url);
    await client.call('jobs.start', { params: { job_id } });
    const ids = idsIn(await live);
    assert.deepEqual(
      ids,
      ids.map((_, index) => index + 1),
    );
    assert.ok(ids.length > before_start);
  });

  it('goes on after the last event seen, which wins over the address', async () => {
    await client.call('jobs.start', { params: { job_id } });
    const last = await lastSeq();
    assert.ok(last >= 2);
    assert.deepEqual(idsIn(await readUntil(new RegExp(`id: ${last}\n`), `${url}?after=${last - 1}`)), [last]);
    const resumed = await readUntil(new RegExp(`id: ${last}\n`), `${url}?after=0`, { 'last-event-id': `${last - 1}` });
    assert.deepEqual(idsIn(resumed), [last]);
  });

  it('says that it lives while nothing happens', async () => {
    await readUntil(/: keep-alive\n\n: keep-alive\n\n/, url);
  });

  it('asks a reader that is ahead of the log to read the list', async () => {
    const last = await lastSeq();
    const got = await readUntil(/event: resync\ndata: .*\n\n/, `${url}?after=${last + 7}`);
    assert.match(got, new RegExp(`data: \\{"last_seq":${last}\\}`));
    assert.deepEqual(idsIn(got), []);
  });

  it('is refused with a problem, before it begins, to others and for nonsense', async () => {
    const stranger = (await api.newPerson()).session.tokens.access_token;
    const ask = async (from: string, more: Record<string, string>) => {
      const response = await fetch(from, { headers: { ...headers, ...more } });
      return ((await response.json()) as { code: string }).code;
    };
    assert.equal(await ask(url, { authorization: `Bearer ${stranger}` }), 'NOT_FOUND');
    assert.equal(await ask(url.replace(job_id, randomUUID()), {}), 'NOT_FOUND');
    assert.equal(await ask(url, { authorization: '' }), 'UNAUTHENTICATED');
    assert.equal(await ask(url, { 'last-event-id': '-1' }), 'VALIDATION_FAILED');
    assert.equal(await ask(`${url}?after=x`, {}), 'VALIDATION_FAILED');
  });

  it('is what the shared client reads', async () => {
    await client.call('jobs.start', { params: { job_id } });
    const last = await lastSeq();
    const seqs: number[] = [];
    for await (const event of streamJobEvents(client, { job_id })) {
      seqs.push(event.seq);
      if (event.seq === last) break;
    }
    assert.deepEqual(
      seqs,
      Array.from({ length: last }, (_, index) => index + 1),
    );
  });

  it('lets go of its subscription when the reader leaves', async () => {
    await readUntil(/: connected/, url);
    assert.ok(api.spine.feed.size > 0);
    for (const controller of opened.splice(0)) controller.abort();
    while (api.spine.feed.size > 0) await fetch(`${api.url}/healthz`);
  });
});

describe('the stream of a job whose reader stays longer than its token', function () {
  this.timeout(30_000);

  it('ends when the token does, with a word about it', async () => {
    const began = Date.now();
    // Fourteen minutes and 59 seconds pass between signing in and opening the stream.
    let skipped_ms = 0;
    const api = await openApi({ works: false, clock: { now: () => new Date(Date.now() + skipped_ms) } });
    try {
      const { client, session } = await api.newPerson();
      const job = await newJob(client);
      skipped_ms = 15 * 60_000 - 1_500 - (Date.now() - began);
      const response = await fetch(`${api.url}/api/v1/jobs/${job.id}/logs`, {
        headers: { authorization: `Bearer ${session.tokens.access_token}` },
      });
      const whole = await response.text();
      assert.match(whole, /^id: 1$/m);
      assert.match(whole, /: token-expired\n\nevent: token_expired\ndata: \{\}\n\n$/);
    } finally {
      await api.close();
    }
  });
});
