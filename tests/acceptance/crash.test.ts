import assert from 'node:assert/strict';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { createSampleJob, driveSampleJob, goodMachine, workSampleJob } from './sample-job.ts';

describe('a server that is killed', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  beforeEach(async () => {
    plane = await startControlPlane();
  });
  afterEach(() => plane.stop());

  it('goes on with a job in the middle of a task, and no event is lost or doubled', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    let release = (): void => {};
    let begun = (): void => {};
    const working = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const worker = workSampleJob(client, job.id, async (leased, context) => {
      if (leased.payload.kind === 'collect_context') {
        begun();
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return await goodMachine(leased, context);
    });
    const driven = driveSampleJob(client, job.id, worker);
    await working;
    await plane.kill();
    release();
    await plane.start();
    await driven;
    await worker.reached('DELIVERED');
    await worker.close();
    assert.deepEqual(
      worker.events.map((event) => event.seq),
      worker.events.map((_, index) => index + 1),
    );
    const { items } = await client.call('artifacts.list', { params: { job_id: job.id } });
    assert.deepEqual(
      items.map((artifact) => artifact.kind),
      // The specification as it was offered, and as it was approved. Nothing else is there twice.
      ['analysis', 'proposals', 'spec', 'spec', 'test_plan', 'baseline_run', 'patch', 'verification_run', 'evidence'],
    );
  });

  it('keeps a job that waits for a person, and the person’s session', async () => {
    const { client } = await plane.newAccount();
    const job = await createSampleJob(client);
    const params = { job_id: job.id };
    const worker = workSampleJob(client, job.id);
    await client.call('jobs.start', { params });
    await worker.reached('WAITING_STRATEGY');
    const before = await client.call('jobs.get', { params });
    await plane.kill();
    await plane.start();
    const after = await client.call('jobs.get', { params });
    assert.deepEqual([after.state, after.epoch, after.last_seq], [before.state, before.epoch, before.last_seq]);
    await client.call('proposals.select', { params, body: { level: 'STANDARD' } });
    await worker.reached('WAITING_SPEC_APPROVAL');
    const spec = await client.call('spec.get', { params });
    await client.call('spec.approve', { params, body: { revision_token: spec.revision_token } });
    await worker.reached('DELIVERED');
    await worker.close();
  });
});
