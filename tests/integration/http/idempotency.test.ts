import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Client } from '@iama/client/create-client';
import { pgIdempotentRuns } from '@iama/server/db/idempotent-runs.pg';
import { ensureProject } from '@iama/server/app/projects/ensure-project';
import { listProjects } from '@iama/server/app/projects/list-projects';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { CREATE_JOB } from '../../support/samples.ts';

describe('a request with an idempotency key', function () {
  this.timeout(30_000);
  let api: TestApi;
  let client: Client;
  let body: Parameters<Client['call']> extends never ? never : { project_id: string } & typeof CREATE_JOB;

  before(async () => {
    api = await openApi({ works: false });
  });
  after(() => api.close());
  beforeEach(async () => {
    ({ client } = await api.newPerson());
    const project = await client.call('projects.ensure', { body: { name: 'sample', fingerprint: 'f'.repeat(64) } });
    body = { ...CREATE_JOB, project_id: project.id };
  });

  const create = (idempotency_key: string, more: object = {}) =>
    client.call('jobs.create', {
      body: { ...body, target: { ...body.target }, acknowledged: [], ...more },
      idempotency_key,
      retries: 0,
    });
  const count = async () => (await client.call('jobs.list')).items.length;

  it('is done once, and answered the same each time', async () => {
    const key = randomUUID();
    const first = await create(key);
    assert.deepEqual(await create(key), first);
    assert.equal(await count(), 1);
  });

  it('is done once when many come at the same moment', async () => {
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 6 }, () => create(key)));
    assert.equal(new Set(all.map(({ id }) => id)).size, 1);
    assert.equal(await count(), 1);
  });

  it('is refused when the key stood for something else', async () => {
    const key = randomUUID();
    await create(key);
    await assert.rejects(create(key, { test_timeout_ms: 5000 }), { code: 'IDEMPOTENCY_KEY_REUSED', status: 409 });
    assert.equal(await count(), 1);
  });

  it('has a key of its own person', async () => {
    const key = randomUUID();
    await create(key);
    ({ client } = await api.newPerson());
    const project = await client.call('projects.ensure', { body: { name: 'sample', fingerprint: 'f'.repeat(64) } });
    body = { ...CREATE_JOB, project_id: project.id };
    await create(key);
    assert.equal(await count(), 1);
  });

  it('leaves the key free when it failed', async () => {
    const key = randomUUID();
    await assert.rejects(create(key, { project_id: randomUUID() }), { code: 'NOT_FOUND' });
    await create(key);
    assert.equal(await count(), 1);
  });

  it('is refused when the key is no key', async () => {
    await assert.rejects(create('x'.repeat(256)), { code: 'VALIDATION_FAILED' });
  });
});

const unused = () => assert.fail('nothing is queued here');
const NO_QUEUE = {
  enqueueActivity: unused,
  cancelActivities: unused,
  scheduleTimer: unused,
  cancelTimers: unused,
};

describe('work under an idempotency key', function () {
  this.timeout(30_000);
  let api: TestApi;

  before(async () => {
    api = await openApi({ works: false });
  });
  after(() => api.close());

  it('leaves nothing behind when it dies between its last write and its answer', async () => {
    const { spine } = api;
    const actor = await spine.newActor();
    const runs = pgIdempotentRuns(spine.db, () => NO_QUEUE, spine.contents);
    const key = { user_id: actor.user_id, key: 'k', route: 'test', request_sha256: 'a'.repeat(64) };
    const project = { name: 'sample', fingerprint: 'f'.repeat(64) };
    const died = runs.once(key, new Date(), async (store) => {
      await ensureProject({ ...spine, store }, actor, project);
      throw new Error('killed');
    });
    await assert.rejects(died, /killed/);
    assert.deepEqual((await listProjects(spine, actor, { limit: 10 })).items, []);
    const made = await runs.once(key, new Date(), (store) => ensureProject({ ...spine, store }, actor, project));
    assert.deepEqual((await listProjects(spine, actor, { limit: 10 })).items, [made]);
  });

  it('forgets a key after a day', async () => {
    const { spine } = api;
    const actor = await spine.newActor();
    const runs = pgIdempotentRuns(spine.db, () => NO_QUEUE, spine.contents);
    const key = { user_id: actor.user_id, key: 'k', route: 'test', request_sha256: 'a'.repeat(64) };
    const at = (hours: number) => new Date(Date.UTC(2026, 10, 20, hours));
    assert.equal(await runs.once(key, at(0), () => Promise.resolve('first')), 'first');
    assert.equal(await runs.once(key, at(23), () => Promise.resolve('second')), 'first');
    assert.equal(await runs.once(key, at(25), () => Promise.resolve('third')), 'third');
  });
});
