import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { sweepSignIns } from '@iama/server/app/sign-in/sweep-sign-ins';
import { auditEvents } from '@iama/server/db/schema/audit-events';
import { authHandoffs } from '@iama/server/db/schema/auth-handoffs';
import { accountStore } from '@iama/server/db/stores/account-store.pg';
import { systemIds } from '@iama/server/system';
import { allRows } from '../../support/all-rows.ts';
import { movingClockApi } from '../../support/moving-clock-api.ts';

const REDIRECT = 'vscode://iama.extension/auth?windowId=1';

describe('the hand-off of a browser to an editor', function () {
  this.timeout(30_000);
  const place = movingClockApi();

  const refresh = (refresh_token: string) => place.anybody.call('auth.refresh', { body: { refresh_token } });
  const exchange = (body: { code: string; code_verifier: string; redirect_uri: string }) =>
    place.anybody.call('auth.handoff_exchange', { body });

  /** A code that a signed-in person consented to, with what its editor kept. */
  async function consented() {
    const person = await place.api.newPerson();
    const code_verifier = randomBytes(32).toString('base64url');
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    const { code, expires_at } = await person.client.call('auth.handoff', {
      body: { client: 'vscode', redirect_uri: REDIRECT, code_challenge, code_challenge_method: 'S256' },
    });
    return { ...person, expires_at, proof: { code, code_verifier, redirect_uri: REDIRECT } };
  }

  it('ends in a session of its own, of the same person', async () => {
    const { session, proof } = await consented();
    const made = await exchange(proof);
    assert.deepEqual(made.user, session.user);
    await refresh(made.tokens.refresh_token);
    await place.anybody.call('auth.logout', { body: { refresh_token: made.tokens.refresh_token } });
    await refresh(session.tokens.refresh_token);
  });

  it('keeps no code, and says who did what', async () => {
    const { session, proof } = await consented();
    await exchange(proof);
    assert.ok(!JSON.stringify(await allRows(place.api.spine.db)).includes(proof.code));
    const rows = await place.api.spine.db.select().from(auditEvents);
    const mine = rows.filter(({ user_id }) => user_id === session.user.id).map(({ action }) => action);
    assert.deepEqual(mine, ['account.registered', 'handoff.issued', 'session.opened']);
  });

  it('takes a code once; the second use ends the session made from the first', async () => {
    const { session, proof } = await consented();
    const made = await exchange(proof);
    await assert.rejects(exchange(proof), { code: 'HANDOFF_CODE_USED', status: 400 });
    await assert.rejects(refresh(made.tokens.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
    await refresh(session.tokens.refresh_token);
  });

  it('ends that session also when it has been refreshed meanwhile, and the code has long expired', async () => {
    const { proof } = await consented();
    const made = await exchange(proof);
    const next = await refresh(made.tokens.refresh_token);
    place.later(3_600_000);
    await assert.rejects(exchange({ ...proof, code_verifier: 'x'.repeat(43) }), { code: 'HANDOFF_CODE_USED' });
    await assert.rejects(refresh(next.refresh_token), { code: 'REFRESH_TOKEN_INVALID' });
  });

  it('lets exactly one of several at once through', async () => {
    const { proof } = await consented();
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => exchange(proof)));
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const each of all) {
      if (each.status === 'rejected') assert.equal((each.reason as { code: string }).code, 'HANDOFF_CODE_USED');
    }
  });

  for (const [what, wrong] of [
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['another redirect_uri', { redirect_uri: 'vscode://iama.extension/auth' }],
  ] as const) {
    it(`is void after a try with ${what}`, async () => {
      const { proof } = await consented();
      await assert.rejects(exchange({ ...proof, ...wrong }), { code: 'HANDOFF_PROOF_WRONG', status: 400 });
      await assert.rejects(exchange(proof), { code: 'HANDOFF_CODE_USED' });
    });
  }

  it('runs out after a minute', async () => {
    const { proof, expires_at } = await consented();
    assert.equal(new Date(expires_at).getTime() - place.now.getTime(), 60_000);
    place.later(60_000);
    await assert.rejects(exchange(proof), { code: 'HANDOFF_CODE_EXPIRED', status: 400 });
  });

  it('is still good a moment before', async () => {
    const { proof } = await consented();
    place.later(59_999);
    await exchange(proof);
  });

  it('knows no made-up code', async () => {
    const { proof } = await consented();
    await assert.rejects(exchange({ ...proof, code: 'made-up' }), { code: 'HANDOFF_CODE_INVALID', status: 400 });
  });

  it('is void when the password is set anew before it is used', async () => {
    const { session, proof } = await consented();
    await accountStore(place.api.spine.db, systemIds).setPassword(session.user.id, 'none', place.now);
    await assert.rejects(exchange(proof), { code: 'HANDOFF_CODE_INVALID' });
  });

  it('returns nowhere but to the editors it knows, this machine, itself, and configured hosts', async () => {
    const { client } = await place.api.newPerson();
    const rest = { client: 'vscode', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' } as const;
    for (const redirect_uri of ['https://evil.test/', 'vscode://evil.extension/', 'javascript:alert(1)']) {
      const refused = { code: 'REDIRECT_REFUSED', status: 400 };
      await assert.rejects(client.call('auth.handoff', { body: { ...rest, redirect_uri } }), refused);
      await assert.rejects(place.anybody.call('auth.handoff_target', { query: { redirect_uri } }), refused);
    }
    for (const [redirect_uri, kind] of [
      [`${place.api.url}/x`, 'loopback'],
      ['https://code.example.test/callback', 'website'],
    ] as const) {
      await client.call('auth.handoff', { body: { ...rest, redirect_uri } });
      assert.equal((await place.anybody.call('auth.handoff_target', { query: { redirect_uri } })).kind, kind);
    }
  });

  it('is forgotten a day after it expired, and not before', async () => {
    const { session } = await consented();
    const mine = async () =>
      (await place.api.spine.db.select().from(authHandoffs)).filter(({ user_id }) => user_id === session.user.id)
        .length;
    const sweep = () => sweepSignIns({ ...place.api.spine, clock: { now: () => place.now } });
    place.later(24 * 3_600_000 + 60_000);
    await sweep();
    assert.equal(await mine(), 1);
    place.later(1);
    await sweep();
    assert.equal(await mine(), 0);
  });
});
