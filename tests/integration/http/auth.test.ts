import assert from 'node:assert/strict';
import { refreshTokens } from '@iama/server/db/schema/refresh-tokens';
import { users } from '@iama/server/db/schema/users';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { allRows } from '../../support/all-rows.ts';
import { movingClockApi } from '../../support/moving-clock-api.ts';

describe('accounts', function () {
  this.timeout(30_000);
  const place = movingClockApi();

  const refresh = (refresh_token: string) => place.anybody.call('auth.refresh', { body: { refresh_token } });

  it('begins with registering, and registering signs in', async () => {
    const { client, session, email } = await place.api.newPerson();
    assert.equal(session.user.email, email);
    assert.deepEqual(await client.call('auth.me'), session.user);
  });

  it('takes an e-mail once, however it is written', async () => {
    const { email, password } = await place.api.newPerson();
    const twin = { email: ` ${email.toUpperCase()} `, password };
    await assert.rejects(place.anybody.call('auth.register', { body: twin }), { code: 'EMAIL_TAKEN', status: 409 });
  });

  it('lets one of two simultaneous registrations through, and writes nothing of the other', async () => {
    const body = { email: 'twins@example.test', password: 'twelve characters' };
    const both = await Promise.allSettled([1, 2, 3].map(() => place.anybody.call('auth.register', { body })));
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    const rows = (await place.api.spine.db.select().from(users)).filter(({ email }) => email === body.email);
    assert.equal(rows.length, 1);
    const sessions = (await place.api.spine.db.select().from(refreshTokens)).filter(
      ({ user_id }) => user_id === rows[0]?.id,
    );
    assert.equal(sessions.length, 1);
  });

  it('does not say which of e-mail and password is wrong', async () => {
    const { email } = await place.api.newPerson();
    for (const body of [
      { email, password: 'not the password' },
      { email: 'nobody@example.test', password: 'not the password' },
    ]) {
      await assert.rejects(place.anybody.call('auth.login', { body }), { code: 'INVALID_CREDENTIALS', status: 401 });
    }
  });

  it('gives tokens that the published keys verify', async () => {
    const { session, email, password } = await place.api.newPerson();
    const login = await place.anybody.call('auth.login', { body: { email, password } });
    const jwks = (await place.anybody.call('auth.jwks')) as unknown as JSONWebKeySet;
    for (const { access_token } of [session.tokens, login.tokens]) {
      assert.equal(decodeProtectedHeader(access_token).alg, 'RS256');
      const { payload } = await jwtVerify(access_token, createLocalJWKSet(jwks), { currentDate: place.now });
      assert.equal(payload.sub, session.user.id);
      assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 15 * 60);
    }
    assert.ok(
      jwks.keys.every((key) => !('d' in key) && !('p' in key)),
      'a private key was published',
    );
  });

  it('keeps neither passwords nor refresh tokens', async () => {
    const { session, password } = await place.api.newPerson();
    const kept = JSON.stringify(await allRows(place.api.spine.db));
    for (const secret of [password, session.tokens.refresh_token]) assert.ok(!kept.includes(secret));
    assert.match(kept, /argon2id/);
  });

  it('says when an access token has run out, and takes no forged one', async () => {
    const { session } = await place.api.newPerson();
    const me = (token: string) =>
      fetch(`${place.api.url}/api/v1/auth/me`, { headers: { authorization: `Bearer ${token}` } });
    const [header = '', payload = ''] = session.tokens.access_token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
    const forged = `${header}.${payload}.${'A'.repeat(342)}`;
    for (const token of [unsigned, forged]) {
      assert.equal(((await (await me(token)).json()) as { code: string }).code, 'UNAUTHENTICATED');
    }
    place.later(15 * 60_000);
    assert.equal(((await (await me(session.tokens.access_token)).json()) as { code: string }).code, 'TOKEN_EXPIRED');
  });

  it('exchanges a refresh token once', async () => {
    const { session } = await place.api.newPerson();
    const second = await refresh(session.tokens.refresh_token);
    const third = await refresh(second.refresh_token);
    assert.equal(new Set([session.tokens.refresh_token, second.refresh_token, third.refresh_token]).size, 3);
  });

  it('gives another pair to a client whose answer was lost, and the lost one is worth nothing', async () => {
    const { session } = await place.api.newPerson();
    const lost = await refresh(session.tokens.refresh_token);
    place.later(29_000);
    const again = await refresh(session.tokens.refresh_token);
    const next = await refresh(again.refresh_token);
    await assert.rejects(refresh(lost.refresh_token), { code: 'REFRESH_TOKEN_REUSED' });
    await assert.rejects(refresh(next.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
  });

  it('ends the whole session when a refresh token comes back after half a minute', async () => {
    const { session, email, password } = await place.api.newPerson();
    const other = await place.anybody.call('auth.login', { body: { email, password } });
    const second = await refresh(session.tokens.refresh_token);
    place.later(31_000);
    await assert.rejects(refresh(session.tokens.refresh_token), { code: 'REFRESH_TOKEN_REUSED' });
    await assert.rejects(refresh(second.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
    await refresh(other.tokens.refresh_token);
  });

  it('ends it at once when the token after it is in use already: then two people hold them', async () => {
    const { session } = await place.api.newPerson();
    const second = await refresh(session.tokens.refresh_token);
    const third = await refresh(second.refresh_token);
    await assert.rejects(refresh(session.tokens.refresh_token), { code: 'REFRESH_TOKEN_REUSED' });
    await assert.rejects(refresh(third.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
  });

  it('leaves one good token of all that several at once were given', async () => {
    const { session } = await place.api.newPerson();
    const pairs = await Promise.all([1, 2, 3, 4].map(() => refresh(session.tokens.refresh_token)));
    const rows = await place.api.spine.db.select().from(refreshTokens);
    const mine = rows.filter(({ user_id }) => user_id === session.user.id);
    assert.equal(mine.length, 1 + pairs.length);
    assert.equal(mine.filter(({ used_at, revoked_at }) => used_at === null && revoked_at === null).length, 1);
  });

  it('lets a refresh token run out after 30 days, and knows no made-up one', async () => {
    const { session } = await place.api.newPerson();
    place.later(30 * 24 * 3_600_000);
    await assert.rejects(refresh(session.tokens.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
    await assert.rejects(refresh('made-up'), { code: 'REFRESH_TOKEN_INVALID' });
  });

  it('ends a session on logging out, and does not mind doing it twice', async () => {
    const { session } = await place.api.newPerson();
    const second = await refresh(session.tokens.refresh_token);
    const body = { refresh_token: second.refresh_token };
    await place.anybody.call('auth.logout', { body });
    await place.anybody.call('auth.logout', { body });
    await place.anybody.call('auth.logout', { body: { refresh_token: 'made-up' } });
    await assert.rejects(refresh(second.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
  });
});
