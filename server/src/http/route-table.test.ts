import assert from 'node:assert/strict';
import Fastify from 'fastify';
import { ROUTES } from '@iama/contracts/http/routes';
import type { RouteShape } from '@iama/contracts/http/route';
import type { AdminRecord } from '../app/ports/admin-store.ts';
import { buildHttp, installRoutes } from './build-http.ts';
import { CONSOLE_PAGES } from './console/serve-console.ts';
import { DOC_PAGES } from './openapi/register-docs.ts';
import { FAKE_TOKENS, fakeHttpDeps } from './testing/http-deps.fake.ts';

const TABLE = Object.entries<RouteShape>(ROUTES);
const SOME_ID = '01a1f8b1-4ad6-794d-b713-d4241ecd7642';
const urlOf = (path: string): string => path.replace(/:\w+/g, SOME_ID);

const SOME_ADMIN = {
  id: SOME_ID,
  email: 'a@b.c',
  password_hash: 'none',
  role: 'ENGINEER',
  created_at: new Date(0),
} as const;

/** Nobody is signed in as an admin. */
const NO_ADMINS = {
  secrets: { next: () => 'next', hash: (token: string) => token },
  admins: {
    create: () => Promise.resolve(false),
    findByEmail: () => Promise.resolve(null),
    openSession: () => Promise.resolve(),
    ofSession: () => Promise.resolve<AdminRecord | null>(null),
    endSession: () => Promise.resolve(),
  },
};

describe('the route table', () => {
  it('is served whole, and nothing else is', async () => {
    const served: string[] = [];
    const server = Fastify({ exposeHeadRoutes: false });
    server.addHook('onRoute', ({ method, url }) => void served.push(`${String(method)} ${url}`));
    await installRoutes(server, fakeHttpDeps().deps);
    await server.close();
    const listed = TABLE.map(([, { method, path }]) => `${method} ${path}`);
    const pages = [...CONSOLE_PAGES, ...DOC_PAGES].map((path) => `GET ${path}`);
    assert.deepEqual(served.toSorted(), [...listed, ...pages].toSorted());
  });

  it('asks for a token exactly where it says so', async () => {
    const { deps } = fakeHttpDeps({ auth: { tokens: FAKE_TOKENS, ...NO_ADMINS } });
    const server = await buildHttp(deps);
    for (const [id, { method, path, auth }] of TABLE) {
      for (const authorization of [undefined, 'Bearer forged', 'Basic Z29vZDpnb29k', 'Bearer old']) {
        const headers = authorization === undefined ? {} : { authorization };
        const response = await server.inject({ method, url: urlOf(path), headers });
        if (auth === 'public') {
          assert.notEqual(response.statusCode, 401, id);
          continue;
        }
        const { code } = response.json<{ code: string }>();
        assert.equal(response.statusCode, 401, id);
        const expired = auth === 'user' && authorization === 'Bearer old';
        assert.equal(code, expired ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED', id);
        assert.equal(response.headers['www-authenticate'], 'Bearer', id);
      }
    }
    await server.close();
  });

  it('looks at who asks before it reads what is asked', async () => {
    const server = await buildHttp(fakeHttpDeps({ auth: { tokens: FAKE_TOKENS } }).deps);
    const huge = { method: 'POST', url: '/api/v1/jobs', payload: 'x'.repeat(300_000) } as const;
    const json = { 'content-type': 'application/json' };
    assert.equal((await server.inject({ ...huge, headers: json })).statusCode, 401);
    assert.equal(
      (await server.inject({ ...huge, headers: { ...json, authorization: 'Bearer good' } })).statusCode,
      413,
    );
    await server.close();
  });

  it('takes no user for an admin, and no admin of another role', async () => {
    const support = { ...SOME_ADMIN, role: 'SUPPORT' as const };
    const admins = { ...NO_ADMINS.admins, ofSession: () => Promise.resolve(support) };
    for (const [given, status] of [
      [NO_ADMINS, 401],
      [{ ...NO_ADMINS, admins }, 403],
    ] as const) {
      const server = await buildHttp(fakeHttpDeps({ auth: { tokens: FAKE_TOKENS, ...given } }).deps);
      for (const [id, { method, path, roles }] of TABLE) {
        if (!roles) continue;
        const response = await server.inject({ method, url: urlOf(path), headers: { authorization: 'Bearer good' } });
        assert.equal(response.statusCode, status, id);
      }
      await server.close();
    }
  });

  it('holds each route to its own limit of bytes', async () => {
    const admins = { ...NO_ADMINS.admins, ofSession: () => Promise.resolve(SOME_ADMIN) };
    const server = await buildHttp(fakeHttpDeps({ auth: { tokens: FAKE_TOKENS, ...NO_ADMINS, admins } }).deps);
    for (const [id, { method, path, body, body_limit = 256 * 1024 }] of TABLE) {
      if (!body || body_limit > 4 * 1024 * 1024) continue;
      const headers = { 'content-type': 'application/json', authorization: 'Bearer good' };
      const send = (bytes: number) =>
        server.inject({ method, url: urlOf(path), headers, payload: JSON.stringify('x'.repeat(bytes - 2)) });
      assert.equal((await send(body_limit + 1)).statusCode, 413, id);
      assert.equal((await send(body_limit)).statusCode, 400, id);
    }
    await server.close();
  });

  it('answers another method with those that are there', async () => {
    const server = await buildHttp(fakeHttpDeps().deps);
    for (const [id, { path }] of TABLE) {
      // None of ours: a browser asks with it before it asks.
      const response = await server.inject({ method: 'OPTIONS', url: urlOf(path) });
      assert.equal(response.statusCode, 405, id);
      const allowed = String(response.headers.allow).split(', ').toSorted();
      const listed = TABLE.filter(([, other]) => other.path === path).map(([, { method }]) => method);
      assert.deepEqual(allowed, listed.toSorted(), id);
    }
    await server.close();
  });
});
