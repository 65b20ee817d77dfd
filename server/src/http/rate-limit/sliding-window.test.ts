import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildHttp } from '../build-http.ts';
import { FAKE_TOKENS, fakeHttpDeps } from '../testing/http-deps.fake.ts';
import { slidingWindow } from './sliding-window.ts';

const WINDOW_MS = 1000;

describe('the sliding window', () => {
  it('does not let twice as many through at the edge of two windows', () => {
    const window = slidingWindow();
    const admitted = (now_ms: number): boolean => window.take('key', 10, WINDOW_MS, now_ms).current <= 10;
    const just_before = Array.from({ length: 15 }, () => admitted(1990)).filter(Boolean).length;
    const just_after = Array.from({ length: 15 }, () => admitted(2010)).filter(Boolean).length;
    assert.equal(just_before, 10);
    assert.equal(just_after, 0);
  });

  it('keeps keys apart', () => {
    const window = slidingWindow();
    assert.equal(window.take('one', 1, WINDOW_MS, 0).current, 1);
    assert.equal(window.take('two', 1, WINDOW_MS, 0).current, 1);
    assert.equal(window.take('one', 1, WINDOW_MS, 0).current, 2);
  });

  it('never admits more than the limit by its own estimate, and a refused client gets in when it was told to', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
        (max, gaps) => {
          const window = slidingWindow();
          let now = 5000;
          for (const gap of gaps) {
            now += gap;
            const { current, ttl_ms } = window.take('key', max, WINDOW_MS, now);
            if (current <= max) continue;
            assert.ok(ttl_ms > 0 && ttl_ms <= 2 * WINDOW_MS);
            now += Math.ceil(ttl_ms) + 1;
            assert.ok(window.take('key', max, WINDOW_MS, now).current <= max);
          }
        },
      ),
    );
  });

  it('guards the auth routes together, and says when to come again', async () => {
    const { deps } = fakeHttpDeps({ settings: { ...fakeHttpDeps().deps.settings, auth_requests_per_minute: 3 } });
    const server = await buildHttp(deps);
    const post = (path: string, remoteAddress = '10.0.0.1') =>
      server.inject({ method: 'POST', url: `/api/v1/auth/${path}`, remoteAddress });
    for (const path of ['login', 'register', 'refresh']) assert.equal((await post(path)).statusCode, 400);
    const refused = await post('login');
    assert.equal(refused.statusCode, 429);
    const problem = refused.json<{ code: string; retry_after: number }>();
    assert.equal(problem.code, 'RATE_LIMITED');
    assert.equal(refused.headers['retry-after'], String(problem.retry_after));
    assert.ok(problem.retry_after > 0 && problem.retry_after <= 120);
    assert.equal(refused.headers['ratelimit-limit'], '3');
    assert.equal(refused.headers['ratelimit-remaining'], '0');
    assert.equal((await post('login', '10.0.0.2')).statusCode, 400);
    assert.equal((await server.inject('/healthz')).statusCode, 200);
    await server.close();
  });

  it('lets an address try few user codes, whoever it is signed in as', async () => {
    const { settings } = fakeHttpDeps().deps;
    const { deps } = fakeHttpDeps({
      auth: { tokens: FAKE_TOKENS },
      settings: { ...settings, user_code_tries_per_minute: 2 },
    });
    const server = await buildHttp(deps);
    const post = (path: string) =>
      server.inject({
        method: 'POST',
        url: `/api/v1/auth/${path}`,
        headers: { authorization: 'Bearer good' },
      });
    assert.equal((await post('device/find')).statusCode, 400);
    assert.equal((await post('device/decide')).statusCode, 400);
    for (const path of ['device/find', 'device/decide']) assert.equal((await post(path)).statusCode, 429);
    assert.equal((await post('device/token')).statusCode, 400);
    await server.close();
  });
});
