import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ApiError } from '@iama/client/api-error';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { createSampleJob, driveSampleJob, goodMachine, workSampleJob } from './sample-job.ts';

describe('a job over the network', function () {
  this.timeout(60_000);
  let plane: ControlPlane;
  before(async () => {
    plane = await startControlPlane();
  });
  after(() => plane.stop());

  it('goes from its start to a delivered diff that is applied, reverted and applied again', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    const params = { job_id: job.id };
    assert.equal(job.state, 'PENDING');
    const worker = workSampleJob(client, job.id);
    await driveSampleJob(client, job.id, worker);
    await worker.reached('DELIVERED');
    await worker.close();

    const events = await client.call('jobs.events', { params, query: { limit: 1000 } });
    assert.deepEqual(
      worker.events.map((event) => event.seq),
      events.items.slice(0, worker.events.length).map((event) => event.seq),
    );
    const delivery = await client.call('delivery.get', { params });
    assert.equal(delivery.status, 'staged');
    const record = { scope: 'all' as const, hunk_ids: [], files: [], subset_verdict: null };
    assert.equal((await client.call('delivery.apply', { params, body: record })).status, 'applied');
    assert.equal((await client.call('delivery.revert', { params, body: { files: [] } })).status, 'reverted');
    assert.equal((await client.call('delivery.apply', { params, body: record })).status, 'applied');
  });

  it('makes one job for one idempotency key', async () => {
    const { client } = await plane.newAccount();
    const first = await createSampleJob(client);
    const body = { project_id: first.project_id, kind: 'refactor' as const, recipe_id: 'unused-code' as const };
    const more = { target: first.target, execution_mode: first.execution_mode, preflight: PREFLIGHT };
    const key = randomUUID();
    const [a, b] = await Promise.all([
      client.call('jobs.create', { body: { ...body, ...more }, idempotency_key: key }),
      client.call('jobs.create', { body: { ...body, ...more }, idempotency_key: key }),
    ]);
    assert.equal(a.id, b.id);
    const other = { ...body, ...more, target: { kind: 'file' as const, path: 'src/b.js' } };
    await assert.rejects(client.call('jobs.create', { body: other, idempotency_key: key }), {
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('refuses what the state does not accept, says what it accepts, and changes nothing', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    const params = { job_id: job.id };
    const select = client.call('proposals.select', { params, body: { level: 'STANDARD' } });
    await assert.rejects(select, (error) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, 'ILLEGAL_TRANSITION');
      assert.deepEqual(error.problem?.accepted_events, job.accepted_events);
      return true;
    });
    const record = { scope: 'all' as const, hunk_ids: [], files: [], subset_verdict: null };
    await assert.rejects(client.call('delivery.apply', { params, body: record }), { code: 'ILLEGAL_TRANSITION' });
    assert.equal((await client.call('jobs.get', { params })).last_seq, job.last_seq);
  });

  it('does each task once when two clients work on one job', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    const done: string[] = [];
    const counting: typeof goodMachine = (leased, context) => {
      done.push(leased.task.id);
      return goodMachine(leased, context);
    };
    const one = workSampleJob(client, job.id, counting);
    const two = workSampleJob(client, job.id, counting);
    await driveSampleJob(client, job.id, one);
    await Promise.all([one.reached('DELIVERED'), two.reached('DELIVERED')]);
    await Promise.all([one.close(), two.close()]);
    assert.equal(new Set(done).size, done.length);
    const { items } = await client.call('tasks.list', { params: { job_id: job.id } });
    assert.deepEqual(
      items.map((task) => [task.status, task.offer]),
      items.map(() => ['completed', 1]),
    );
  });

  it('gives a client that takes someone else’s task the code TASK_LEASED', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    const taken = Promise.withResolvers<string>();
    const free = Promise.withResolvers<void>();
    const worker = workSampleJob(client, job.id, async (leased, context) => {
      taken.resolve(leased.task.id);
      await free.promise;
      return await goodMachine(leased, context);
    });
    try {
      await client.call('jobs.start', { params: { job_id: job.id } });
      const params = { job_id: job.id, task_id: await taken.promise };
      const body = { client_session_id: randomUUID() };
      await assert.rejects(client.call('tasks.lease', { params, body }), { code: 'TASK_LEASED' });
      free.resolve();
      await worker.reached('WAITING_STRATEGY');
    } finally {
      free.resolve();
      await worker.close();
    }
  });

  it('knows nothing of other people’s ids', async () => {
    const mine = await plane.newAccount();
    const stranger = await plane.newAccount();
    const job = await createSampleJob(mine.client);
    const params = { job_id: job.id };
    const { client } = stranger;
    const calls = [
      client.call('jobs.get', { params }),
      client.call('jobs.start', { params }),
      client.call('jobs.cancel', { params }),
      client.call('jobs.events', { params }),
      client.call('tasks.list', { params }),
      client.call('artifacts.list', { params }),
      client.call('proposals.get', { params }),
      client.call('delivery.get', { params }),
      client.call('jobs.heartbeat', { params, body: { client_session_id: randomUUID(), status: 'alive' } }),
      client.call('jobs.get', { params: { job_id: randomUUID() } }),
    ];
    const outcomes = await Promise.allSettled(calls);
    for (const outcome of outcomes) {
      assert.equal(outcome.status, 'rejected');
      assert.ok(outcome.reason instanceof ApiError);
      assert.deepEqual([outcome.reason.status, outcome.reason.code], [404, 'NOT_FOUND']);
    }
    assert.deepEqual((await client.call('jobs.list')).items, []);
    const spying = workSampleJob(client, job.id);
    await assert.rejects(spying.ended, { code: 'NOT_FOUND' });
    assert.equal((await mine.client.call('jobs.get', { params })).state, 'PENDING');
  });
});

const PREFLIGHT = {
  verdict: 'safe' as const,
  reasons: [],
  workspace_name: 'sample',
  vcs: { kind: 'git' as const, head: null, branch: null, dirty_files: 0 },
  files: { total: 1, supported: 1 },
  test_suites: [],
};
