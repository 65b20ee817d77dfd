import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { newJob, openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';

describe('an id', () => {
  let api: TestApi;

  before(async () => {
    api = await openApi({ works: false });
  });
  after(() => api.close());

  it('is the same in capitals, also where it is compared and not looked up', async () => {
    const { client } = await api.newPerson();
    const { id } = await newJob(client);
    const job_id = id.toUpperCase();
    await client.call('jobs.start', { params: { job_id } });
    const [task] = (await client.call('tasks.list', { params: { job_id } })).items;
    assert.ok(task);
    const params = { job_id, task_id: task.id.toUpperCase() };
    const client_session_id = randomUUID().toUpperCase();
    const first = await client.call('tasks.lease', { params, body: { client_session_id } });
    const again = await client.call('tasks.lease', { params, body: { client_session_id } });
    assert.equal(again.lease_id, first.lease_id);
    await client.call('tasks.heartbeat', { params, body: { lease_id: first.lease_id.toUpperCase(), progress: [] } });
  });
});
