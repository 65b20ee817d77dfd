import assert from 'node:assert/strict';
import type { Client } from '@iama/client/create-client';
import { sweepSignIns } from '@iama/server/app/sign-in/sweep-sign-ins';
import { auditEvents } from '@iama/server/db/schema/audit-events';
import { authDeviceGrants } from '@iama/server/db/schema/auth-device-grants';
import { accountStore } from '@iama/server/db/stores/account-store.pg';
import { systemIds } from '@iama/server/system';
import { allRows } from '../../support/all-rows.ts';
import { movingClockApi } from '../../support/moving-clock-api.ts';

describe('the code that is typed on another screen', function () {
  this.timeout(30_000);
  const place = movingClockApi();

  const ask = () => place.anybody.call('auth.device', { body: { client: 'vscode' } });
  const poll = (device_code: string) => place.anybody.call('auth.device_token', { body: { device_code } });
  const refresh = (refresh_token: string) => place.anybody.call('auth.refresh', { body: { refresh_token } });
  const decide = (by: Client, user_code: string, decision: 'approve' | 'deny' = 'approve') =>
    by.call('auth.device_decide', { body: { user_code, decision } });

  it('says where to type it, and what', async () => {
    const { user_code, verification_uri, verification_uri_complete, expires_in_s, interval_s } = await ask();
    assert.match(user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    assert.equal(verification_uri, `${place.api.url}/device`);
    assert.equal(verification_uri_complete, `${place.api.url}/device?user_code=${user_code}`);
    assert.deepEqual([expires_in_s, interval_s], [600, 5]);
  });

  it('waits, and gives the session of whoever approves, however they type it', async () => {
    const { client, session } = await place.api.newPerson();
    const { device_code, user_code } = await ask();
    await assert.rejects(poll(device_code), { code: 'AUTHORIZATION_PENDING', status: 400, retry_after_ms: 5000 });
    const typed = ` ${user_code.toLowerCase().replace('-', ' ')}`;
    const found = await client.call('auth.device_find', { body: { user_code: typed } });
    assert.deepEqual([found.user_code, found.client], [user_code, 'vscode']);
    await decide(client, typed);
    const made = await poll(device_code);
    assert.deepEqual(made.user, session.user);
    await refresh(made.tokens.refresh_token);
    const rows = await place.api.spine.db.select().from(auditEvents);
    const mine = rows.filter(({ user_id }) => user_id === session.user.id).map(({ action }) => action);
    assert.deepEqual(mine, ['account.registered', 'device.approved', 'session.opened']);
    assert.ok(!JSON.stringify(await allRows(place.api.spine.db)).includes(device_code));
  });

  it('is slowed down by one who hurries, for good', async () => {
    const { device_code } = await ask();
    await assert.rejects(poll(device_code), { code: 'AUTHORIZATION_PENDING' });
    place.later(1000);
    await assert.rejects(poll(device_code), { code: 'SLOW_DOWN', status: 400, retry_after_ms: 10_000 });
    place.later(5000);
    await assert.rejects(poll(device_code), { code: 'SLOW_DOWN', retry_after_ms: 15_000 });
    place.later(15_000);
    await assert.rejects(poll(device_code), { code: 'AUTHORIZATION_PENDING', retry_after_ms: 15_000 });
  });

  it('says that it was refused, and stays so', async () => {
    const { client } = await place.api.newPerson();
    const { device_code, user_code } = await ask();
    await decide(client, user_code, 'deny');
    await assert.rejects(poll(device_code), { code: 'ACCESS_DENIED', status: 400 });
    await assert.rejects(decide(client, user_code), { code: 'USER_CODE_UNKNOWN', status: 404 });
    await assert.rejects(poll(device_code), { code: 'ACCESS_DENIED' });
  });

  it('is decided once, of several at the same moment', async () => {
    const people = await Promise.all([place.api.newPerson(), place.api.newPerson(), place.api.newPerson()]);
    const { device_code, user_code } = await ask();
    const all = await Promise.allSettled(people.map(({ client }) => decide(client, user_code)));
    const winners = people.filter((_, index) => all[index]?.status === 'fulfilled');
    assert.equal(winners.length, 1);
    assert.equal((await poll(device_code)).user.id, winners[0]?.session.user.id);
  });

  it('becomes one session, of several polls at the same moment', async () => {
    const { client } = await place.api.newPerson();
    const { device_code, user_code } = await ask();
    await decide(client, user_code);
    const all = await Promise.allSettled([1, 2, 3].map(() => poll(device_code)));
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const each of all) {
      if (each.status === 'rejected') assert.equal((each.reason as { code: string }).code, 'DEVICE_CODE_USED');
    }
  });

  it('is good for one session; asking again ends it', async () => {
    const { client } = await place.api.newPerson();
    const { device_code, user_code } = await ask();
    await decide(client, user_code);
    const made = await poll(device_code);
    await assert.rejects(poll(device_code), { code: 'DEVICE_CODE_USED', status: 400 });
    await assert.rejects(refresh(made.tokens.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
  });

  it('runs out after ten minutes, for the program and for the person, also when it was approved', async () => {
    const { client } = await place.api.newPerson();
    const [waits, approved] = [await ask(), await ask()];
    await decide(client, approved.user_code);
    place.later(600_000);
    for (const { device_code } of [waits, approved]) {
      await assert.rejects(poll(device_code), { code: 'DEVICE_CODE_EXPIRED', status: 400 });
    }
    const body = { user_code: waits.user_code };
    await assert.rejects(client.call('auth.device_find', { body }), { code: 'USER_CODE_UNKNOWN' });
    await assert.rejects(decide(client, waits.user_code), { code: 'USER_CODE_UNKNOWN' });
  });

  it('knows no made-up codes', async () => {
    const { client } = await place.api.newPerson();
    await assert.rejects(poll('made-up'), { code: 'DEVICE_CODE_INVALID', status: 400 });
    for (const user_code of ['BCDF-GHJK', 'nonsense']) {
      await assert.rejects(decide(client, user_code), { code: 'USER_CODE_UNKNOWN' });
    }
  });

  it('is void when the password is set anew before it is used', async () => {
    const { client, session } = await place.api.newPerson();
    const { device_code, user_code } = await ask();
    await decide(client, user_code);
    await accountStore(place.api.spine.db, systemIds).setPassword(session.user.id, 'none', place.now);
    await assert.rejects(poll(device_code), { code: 'DEVICE_CODE_INVALID' });
  });

  it('is forgotten a day after it expired', async () => {
    await ask();
    place.later(25 * 3_600_000);
    await sweepSignIns({ ...place.api.spine, clock: { now: () => place.now } });
    assert.deepEqual(await place.api.spine.db.select().from(authDeviceGrants), []);
  });
});
