import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Problem } from '@iama/contracts/error/problem';
import type { InjectOptions } from 'fastify';
import { AppError } from '../../app/app-error.ts';
import { buildHttp } from '../build-http.ts';
import { FAKE_TOKENS, fakeHttpDeps } from '../testing/http-deps.fake.ts';

const LOGIN = { method: 'POST', url: '/api/v1/auth/login', headers: { 'content-type': 'application/json' } } as const;
const AS_USER = { authorization: 'Bearer good' };

/** One request to a server whose accounts fail in a chosen way. */
async function ask(request: InjectOptions, failure: unknown = new Error('not reached')) {
  const { deps, logged } = fakeHttpDeps({
    auth: {
      tokens: FAKE_TOKENS,
      accounts: { find: () => Promise.reject(failure as Error) } as never,
      passwords: { verifyNothing: () => Promise.resolve(false) } as never,
    },
  });
  const server = await buildHttp(deps);
  const response = await server.inject(request);
  await server.close();
  assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
  assert.equal(response.headers['x-content-type-options'], 'nosniff');
  const problem = Problem.strict().parse(response.json());
  assert.equal(problem.status, response.statusCode);
  return { problem, response, logged };
}

describe('an error', () => {
  it('names each field of a request that is wrong, wherever it is', async () => {
    const body = await ask({ ...LOGIN, payload: { email: 'nobody' } });
    assert.equal(body.problem.code, 'VALIDATION_FAILED');
    assert.deepEqual(
      body.problem.errors?.map(({ path }) => path),
      ['body.email', 'body.password'],
    );
    const query = await ask({ url: '/api/v1/jobs?limit=0&state=SLEEPING', headers: AS_USER });
    assert.deepEqual(
      query.problem.errors?.map(({ path }) => path),
      ['query.limit', 'query.state'],
    );
    const params = await ask({ url: '/api/v1/jobs/seven', headers: AS_USER });
    assert.deepEqual(
      params.problem.errors?.map(({ path }) => path),
      ['params.job_id'],
    );
  });

  it('does not grow with the request', async () => {
    const many = { ...LOGIN, url: `/api/v1/jobs/01a1f8b1-4ad6-794d-b713-d4241ecd7642/baseline/quarantine` };
    const payload = { test_ids: Array.from({ length: 9000 }, () => 7) };
    const { problem } = await ask({ ...many, headers: { ...many.headers, ...AS_USER }, payload });
    assert.equal(problem.errors?.length, 50);
  });

  it('tells what is not JSON from what is no JSON request', async () => {
    assert.equal((await ask({ ...LOGIN, payload: '{"email": ' })).problem.code, 'MALFORMED_JSON');
    assert.equal((await ask({ ...LOGIN, payload: '{"__proto__": {}}' })).problem.code, 'MALFORMED_JSON');
    const xml = { ...LOGIN, headers: { 'content-type': 'text/xml' }, payload: '<a/>' };
    assert.equal((await ask(xml)).problem.code, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('takes an empty JSON body for none', async () => {
    const { problem } = await ask({ ...LOGIN, payload: '' });
    assert.equal(problem.code, 'VALIDATION_FAILED');
    assert.deepEqual(
      problem.errors?.map(({ path }) => path),
      ['body'],
    );
  });

  it('says that there is no such route', async () => {
    for (const url of ['/api/v1/nothing', '/api/v2/jobs', '/favicon.ico', `/api/v1/jobs/${'x'.repeat(500)}`]) {
      assert.equal((await ask({ url })).problem.code, 'ROUTE_NOT_FOUND', url);
    }
    assert.equal((await ask({ url: '/api/v1/jobs/%zz' })).problem.code, 'VALIDATION_FAILED');
  });

  it('of ours has an id and tells nothing of what happened; the log has both', async () => {
    const failure = new Error('password=hunter2', { cause: new Error('at the very bottom') });
    const { problem, response, logged } = await ask({ url: '/api/v1/auth/me', headers: AS_USER }, failure);
    assert.equal(problem.code, 'INTERNAL');
    assert.doesNotMatch(response.body, /hunter2|bottom|\.ts/);
    const entry = logged.find(({ level }) => level === 'error');
    assert.equal(entry?.fields['error_id'], problem.error_id);
    assert.match(String(entry?.fields['error']), /hunter2[\s\S]+bottom/);
  });

  it('that passes by itself says when to come again', async () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const wrapped = new Error('Failed query', { cause: refused });
    const { problem, response } = await ask({ url: '/api/v1/auth/me', headers: AS_USER }, wrapped);
    assert.equal(problem.code, 'UNAVAILABLE');
    assert.equal(response.headers['retry-after'], String(problem.retry_after));
  });

  it('of a use case keeps its code, its sentence and what is accepted instead', async () => {
    const refusal = new AppError('ILLEGAL_TRANSITION', 'Not now.', { accepted_events: ['cancel'] });
    const { problem } = await ask({ url: '/api/v1/auth/me', headers: AS_USER }, refusal);
    assert.equal(problem.status, 409);
    assert.equal(problem.detail, 'Not now.');
    assert.deepEqual(problem.accepted_events, ['cancel']);
    assert.equal(problem.error_id, undefined);
  });

  it('is also what an answer becomes that its schema does not know', async () => {
    const { deps } = fakeHttpDeps({
      auth: { tokens: FAKE_TOKENS, accounts: { find: () => Promise.resolve(BAD) } as never },
    });
    const server = await buildHttp(deps);
    const response = await server.inject({ url: '/api/v1/auth/me', headers: AS_USER });
    await server.close();
    assert.equal(response.json<{ code: string }>().code, 'INTERNAL');
    assert.doesNotMatch(response.body, /GOLD/);
  });

  it('answers what is not HTTP at all', async () => {
    const server = await buildHttp(fakeHttpDeps().deps);
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write('hello?\r\n\r\n');
    const answer = await text(socket);
    await server.close();
    assert.match(answer, /^HTTP\/1\.1 400 Bad Request/);
    Problem.strict().parse(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''));
  });
});

const BAD = { id: 'x', org_id: 'y', email: 'a@b.test', tier: 'GOLD', created_at: new Date(0), password_hash: '' };
