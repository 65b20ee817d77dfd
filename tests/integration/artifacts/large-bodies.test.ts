import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import type { Session } from '@iama/contracts/auth/auth';
import type { Job } from '@iama/contracts/job/job';
import type { Client } from '@iama/client/create-client';
import { linkArtifact, openLink } from '@iama/server/app/artifacts/link-artifact';
import { hmacLinks } from '@iama/server/integrations/crypto/hmac-links';
import { sweepArtifacts } from '@iama/server/app/artifacts/sweep-artifacts';
import { sweepPart } from '@iama/server/app/artifacts/sweep-contents';
import type { Transaction } from '@iama/server/app/ports/store';
import { sql } from 'drizzle-orm';
import { newJob, openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';

const DAY_MS = 86_400_000;

describe('bodies of artifacts that are too large for a row', () => {
  let api: TestApi;
  let client: Client;
  let job: Job;
  let session: Session;

  before(async () => {
    api = await openApi({ works: false });
  });
  beforeEach(async () => {
    ({ client, session } = await api.newPerson());
    job = await newJob(client);
  });
  after(() => api.close());

  const body = (size: number, mark: string = api.spine.ids.next()) => ({ text: `${mark}${'x'.repeat(size)}` });
  const insert = (tx: Transaction, kept: object) => {
    const at = new Date();
    return tx.artifacts.insert({
      id: api.spine.ids.next(),
      job_id: job.id,
      org_id: api.spine.ids.next(),
      user_id: api.spine.ids.next(),
      kind: 'analysis',
      attempt: 0,
      body: kept,
      created_at: at,
      expires_at: new Date(at.getTime() + 14 * DAY_MS),
    });
  };
  const store = (kept: object) => api.spine.store.transaction((tx) => insert(tx, kept));
  const read = (artifact_id: string) => client.call('artifacts.get', { params: { job_id: job.id, artifact_id } });
  const partOf = (sha256: string) => sweepPart(api.spine, sha256.slice(0, 2));
  const isKept = async (sha256: string) => (await api.spine.contents.get(sha256)) !== null;

  it('stand in the store under the hash of their text, and small ones in the row', async () => {
    const [small, large] = [body(1000), body(100_000)];
    const [in_row, in_store] = [await store(small), await store(large)];
    assert.deepEqual([await isKept(in_row.sha256), await isKept(in_store.sha256)], [false, true]);
    assert.deepEqual((await read(in_row.id)).body, small);
    assert.deepEqual((await read(in_store.id)).body, large);
    assert.equal(createHash('sha256').update(JSON.stringify(large)).digest('hex'), in_store.sha256);
  });

  it('are swept when the process that wrote them was killed before its commit, and not while it lives', async () => {
    const kept = body(100_000);
    const sha256 = createHash('sha256').update(JSON.stringify(kept)).digest('hex');
    const killed = api.spine.store.transaction(async (tx) => {
      await insert(tx, kept);
      assert.equal(await partOf(sha256), 0, 'a sweep beside a write leaves its bytes alone');
      throw new Error('killed');
    });
    await assert.rejects(killed, /killed/);
    assert.equal(await isKept(sha256), true);
    assert.equal(await partOf(sha256), 1);
    assert.equal(await isKept(sha256), false);
  });

  it('go when their time is up and their job has ended, say so, and leave others with the same text alone', async () => {
    const kept = body(100_000);
    const [first, second] = [await store(kept), await store(kept)];
    const expire = (id: string) =>
      api.spine.db.execute(
        sql`UPDATE job_artifacts SET created_at = now() - interval '15 days', expires_at = now() - interval '1 day' WHERE id = ${id}`,
      );
    await expire(first.id);
    assert.equal(await sweepArtifacts(api.spine), 0, 'a job under way keeps what it needs');
    await api.spine.db.execute(sql`UPDATE jobs SET ended_at = now() WHERE id = ${job.id}`);
    assert.equal(await sweepArtifacts(api.spine), 1);
    assert.equal(await sweepArtifacts(api.spine), 0);
    await assert.rejects(read(first.id), { code: 'ARTIFACT_GONE', status: 410 });
    assert.equal(await partOf(first.sha256), 0);
    assert.deepEqual((await read(second.id)).body, kept);
    const { items } = await client.call('artifacts.list', { params: { job_id: job.id } });
    assert.deepEqual(
      items.map(({ gone_at }) => gone_at === null),
      [false, true],
    );
    await expire(second.id);
    await sweepArtifacts(api.spine);
    assert.equal(await partOf(first.sha256), 1);
    assert.equal(await isKept(first.sha256), false);
  });

  it('that somebody took out of the store are gone, and not a fault of ours', async () => {
    const { id, sha256 } = await store(body(100_000));
    await api.spine.contents.remove(sha256);
    await assert.rejects(read(id), { code: 'ARTIFACT_GONE' });
  });

  it('are given to whoever has a link, for five minutes, and to nobody who changed it', async () => {
    const kept = body(100_000);
    const { id: artifact_id } = await store(kept);
    const params = { job_id: job.id, artifact_id };
    const { url, expires_at } = await client.call('artifacts.link', { params });
    const left_ms = Date.parse(expires_at) - Date.now();
    assert.ok(left_ms > 240_000 && left_ms <= 300_000, String(left_ms));
    const answer = await fetch(url);
    assert.deepEqual([answer.status, await answer.json()], [200, kept]);
    const other = (await store(body(10))).id;
    const forged = new URL(url);
    forged.searchParams.set('artifact_id', other);
    const later = new URL(url);
    later.searchParams.set('expires', String(Date.now() + DAY_MS));
    const cut = new URL(url.slice(0, -1));
    for (const each of [forged, later, cut]) {
      const refused = (await (await fetch(each)).json()) as { code: string };
      assert.equal(refused.code, 'LINK_INVALID', each.href);
    }
    const signer = hmacLinks(generateKeyPairSync('ed25519').privateKey);
    const actor = { user_id: session.user.id, org_id: session.user.org_id, tier: session.user.tier };
    const link = await linkArtifact(api.spine, signer, actor, params);
    const after = (ms: number) => ({ ...api.spine, clock: { now: () => new Date(link.expires + ms) } });
    assert.deepEqual(await openLink(after(0), signer, link), kept);
    await assert.rejects(openLink(after(1), signer, link), { code: 'LINK_EXPIRED' });
    const { client: stranger } = await api.newPerson();
    await assert.rejects(stranger.call('artifacts.link', { params }), { code: 'NOT_FOUND' });
  });
});
