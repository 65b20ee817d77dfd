import assert from 'node:assert/strict';
import { ApiError } from './api-error.ts';
import { createClient } from './create-client.ts';
import { JOB_ID, pair } from './testing/samples.test.ts';
import { hangUp, json, problem, startScriptedServer } from './testing/scripted-server.test.ts';
import type { ScriptedServer } from './testing/scripted-server.test.ts';
import { testRuntime } from './testing/test-runtime.test.ts';
import { memoryTokenStore } from './token-store.ts';

const PROJECT = {
  id: JOB_ID,
  name: 'shop',
  fingerprint: 'abcdefgh',
  created_at: '2026-11-20T09:00:00.000Z',
};
const ME = { id: JOB_ID, org_id: JOB_ID, email: 'a@b.c', tier: 'FREE', created_at: '2026-11-20T09:00:00.000Z' };

describe('createClient', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  function clientWith(tokens = memoryTokenStore(pair('one'))) {
    const runtime = testRuntime();
    return { runtime, tokens, client: createClient({ base_url: server.url, tokens, runtime }) };
  }

  it('fills in the path and the query, sends the token, and parses the answer', async () => {
    server.on('GET /api/v1/projects', json(200, { items: [PROJECT], next_cursor: null }));
    const { client, runtime } = clientWith();
    const page = await client.call('projects.list', { query: { limit: 3 } });
    assert.equal(page.items[0]?.name, 'shop');
    assert.equal(server.seen[0]?.query.get('limit'), '3');
    assert.equal(server.seen[0]?.headers.authorization, 'Bearer access-one');
    assert.deepEqual(runtime.running(), []);
  });

  it('turns a problem into an error with its code, sentence and next step', async () => {
    server.on(`GET /api/v1/jobs/${JOB_ID}`, problem(404, 'NOT_FOUND'));
    const { client } = clientWith();
    await assert.rejects(client.call('jobs.get', { params: { job_id: JOB_ID } }), (error) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual(
        [error.code, error.status, error.message, error.next],
        ['NOT_FOUND', 404, 'It is NOT_FOUND.', 'Do something.'],
      );
      return true;
    });
    assert.equal(server.seen.length, 1);
  });

  it('sends every body through the gate, except what a person signs in with', async () => {
    server.on('POST /api/v1/projects', json(200, PROJECT));
    server.on('POST /api/v1/auth/refresh', problem(401, 'REFRESH_TOKEN_INVALID'));
    const outgoing = (body: unknown): unknown =>
      JSON.parse(JSON.stringify(body).replaceAll('hunter2', 'IAMA_SECRET_PASSWORD_ABCDEFGHIJKL'));
    const client = createClient({ base_url: server.url, tokens: memoryTokenStore(pair('one')), outgoing });
    await client.call('projects.ensure', { body: { name: 'shop hunter2', fingerprint: 'abcdefgh' }, repeatable: true });
    await assert.rejects(client.call('auth.refresh', { body: { refresh_token: 'hunter2' } }));
    const bodies = server.seen.map(({ body }) => JSON.stringify(body));
    assert.match(bodies[0] ?? '', /shop IAMA_SECRET_PASSWORD_ABCDEFGHIJKL/);
    assert.ok(!bodies[0]?.includes('hunter2'));
    assert.match(bodies[1] ?? '', /hunter2/);
  });

  it('does not take a stranger’s page for an answer', async () => {
    server.on('GET /api/v1/auth/me', (_, response) => void response.end('<html>Welcome to the hotel</html>'));
    await assert.rejects(clientWith().client.call('auth.me'), { code: 'BAD_RESPONSE' });
  });

  it('tries a GET again after hang-ups and 503s, waiting longer each time', async () => {
    server.on('GET /api/v1/auth/me', hangUp, problem(503, 'UNAVAILABLE'), hangUp, json(200, ME));
    const { client, runtime } = clientWith();
    assert.equal((await client.call('auth.me')).email, 'a@b.c');
    assert.deepEqual(runtime.waits, [125, 250, 500]);
  });

  it('waits as long as the server asks', async () => {
    server.on('GET /api/v1/auth/me', problem(429, 'RATE_LIMITED', { 'retry-after': '2' }), json(200, ME));
    const { client, runtime } = clientWith();
    await client.call('auth.me');
    assert.deepEqual(runtime.waits, [2125]);
  });

  it('sends a POST that might do harm twice only once', async () => {
    server.on(`POST /api/v1/jobs/${JOB_ID}/start`, hangUp);
    await assert.rejects(clientWith().client.call('jobs.start', { params: { job_id: JOB_ID } }), {
      code: 'SERVER_UNREACHABLE',
    });
    assert.equal(server.seen.length, 1);
  });

  it('repeats a POST under an idempotency key, always with the same key', async () => {
    server.on('POST /api/v1/jobs', hangUp, problem(409, 'IDEMPOTENCY_IN_PROGRESS'), problem(422, 'PREFLIGHT_BLOCKED'));
    const { client } = clientWith();
    await assert.rejects(client.call('jobs.create', { body: {} as never }), { code: 'PREFLIGHT_BLOCKED' });
    const keys = new Set(server.seen.map((each) => each.headers['idempotency-key']));
    assert.equal(server.seen.length, 3);
    assert.equal(keys.size, 1);
    assert.match([...keys][0] as string, /^[0-9a-f-]{36}$/);
  });

  it('gives up on a server that takes a request and never answers', async () => {
    server.on(`POST /api/v1/jobs/${JOB_ID}/start`, () => {});
    const { client, runtime } = clientWith();
    const call = client.call('jobs.start', { params: { job_id: JOB_ID }, timeout_ms: 7000 });
    await server.arrived(`POST /api/v1/jobs/${JOB_ID}/start`, 1);
    runtime.fire(7000);
    await assert.rejects(call, { code: 'SERVER_UNREACHABLE' });
  });

  it('does not send what the route would not take', async () => {
    const call = clientWith().client.call('projects.ensure', {
      body: { name: 'é'.repeat(140 * 1024), fingerprint: 'abcdefgh' },
    });
    await assert.rejects(call, { code: 'PAYLOAD_TOO_LARGE', status: 413 });
    assert.equal(server.seen.length, 0);
  });

  it('stops at once when the caller aborts', async () => {
    server.on('GET /api/v1/auth/me', () => {});
    const stop = new AbortController();
    const call = clientWith().client.call('auth.me', { signal: stop.signal });
    await server.arrived('GET /api/v1/auth/me', 1);
    stop.abort();
    await assert.rejects(call, { name: 'AbortError' });
  });

  describe('with a token that has run out', () => {
    const acceptOnlyTheSecond = (): void =>
      server.on('GET /api/v1/auth/me', (request, response) =>
        request.headers.authorization === 'Bearer access-two'
          ? json(200, ME)(request, response)
          : problem(401, 'TOKEN_EXPIRED')(request, response),
      );

    it('refreshes once for many calls at a time', async () => {
      acceptOnlyTheSecond();
      server.on('POST /api/v1/auth/refresh', json(200, pair('two')));
      const { client, tokens } = clientWith();
      await Promise.all(Array.from({ length: 20 }, () => client.call('auth.me')));
      const refreshes = server.seen.filter((each) => each.path.endsWith('/refresh'));
      assert.deepEqual(
        refreshes.map((each) => each.body),
        [{ refresh_token: 'refresh-one' }],
      );
      assert.equal((await tokens.read())?.access_token, 'access-two');
    });

    it('asks again when the refresh is lost on the way', async () => {
      acceptOnlyTheSecond();
      server.on('POST /api/v1/auth/refresh', hangUp, problem(503, 'UNAVAILABLE'), json(200, pair('two')));
      await clientWith().client.call('auth.me');
      assert.equal(server.seen.filter((each) => each.path.endsWith('/refresh')).length, 3);
    });

    it('is signed out when the server says the refresh token was used before', async () => {
      acceptOnlyTheSecond();
      server.on('POST /api/v1/auth/refresh', problem(401, 'REFRESH_TOKEN_REUSED'));
      const { client, tokens } = clientWith();
      await assert.rejects(client.call('auth.me'), { code: 'REFRESH_TOKEN_REUSED' });
      assert.equal(await tokens.read(), null);
      await assert.rejects(client.call('auth.me'), { code: 'NOT_SIGNED_IN' });
    });

    it('keeps the tokens when the refresh fails for a reason that passes', async () => {
      acceptOnlyTheSecond();
      server.on('POST /api/v1/auth/refresh', problem(503, 'UNAVAILABLE'));
      const { client, tokens } = clientWith();
      await assert.rejects(client.call('auth.me'), { code: 'UNAVAILABLE' });
      assert.equal((await tokens.read())?.refresh_token, 'refresh-one');
    });

    it('takes the pair another process has fetched meanwhile, and refreshes nothing', async () => {
      acceptOnlyTheSecond();
      const shared = memoryTokenStore(pair('one'));
      const store = {
        ...shared,
        async exclusively<T>(work: () => Promise<T>): Promise<T> {
          await shared.write(pair('two'));
          return await work();
        },
      };
      await clientWith(store).client.call('auth.me');
      assert.equal(server.seen.filter((each) => each.path.endsWith('/refresh')).length, 0);
    });
  });
});
