import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { heartbeatTask } from '@iama/server/app/tasks/heartbeat-task';
import { releaseTask } from '@iama/server/app/tasks/release-task';
import { GOOD, runOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const FOUND = GOOD.collect_context({} as never);

describe('a task', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
  });

  afterEach(() => client.close());

  after(() => spine.close());

  it('is one client session’s at a time, and that session gets its own lease again', async () => {
    const task_id = await client.waitForTask('collect_context');
    const [mine, theirs] = await Promise.allSettled([client.lease(task_id), client.lease(task_id, randomUUID())]);
    const winner = mine.status === 'fulfilled' ? mine : theirs;
    const loser = mine.status === 'fulfilled' ? theirs : mine;
    assert.ok(winner.status === 'fulfilled' && loser.status === 'rejected');
    assert.equal(loser.reason.code, 'TASK_LEASED');
    if (winner === mine) {
      const again = await client.lease(task_id);
      assert.equal(again.lease_id, winner.value.lease_id);
      assert.equal(again.task.offer, 1);
    }
  });

  it('counts a result once that is sent twice', async () => {
    const leased = await client.lease(await client.waitForTask('collect_context'));
    assert.deepEqual(await client.complete(leased, FOUND), { accepted: true, duplicate: false });
    assert.deepEqual(await client.complete(leased, FOUND), { accepted: true, duplicate: true });
    await client.waitForState('WAITING_STRATEGY');
    assert.equal(
      client.events.filter(({ type, data }) => type === 'artifact_ready' && 'kind' in data && data.kind === 'analysis')
        .length,
      1,
    );
  });

  it('counts a result once that is sent twice at the same moment', async () => {
    const leased = await client.lease(await client.waitForTask('collect_context'));
    const answers = await Promise.all([client.complete(leased, FOUND), client.complete(leased, FOUND)]);
    assert.equal(answers.filter(({ duplicate }) => duplicate).length, 1);
  });

  it('refuses a result of another kind, and stays leased', async () => {
    const leased = await client.lease(await client.waitForTask('collect_context'));
    await assert.rejects(client.complete(leased, runOutcome('baseline', { adds: 'passed' })), {
      code: 'RESULT_KIND_MISMATCH',
    });
    assert.equal((await client.tasks()).items[0]?.status, 'leased');
    assert.deepEqual(await client.complete(leased, FOUND), { accepted: true, duplicate: false });
  });

  it('refuses a result under a lease that is not its own', async () => {
    const leased = await client.lease(await client.waitForTask('collect_context'));
    await assert.rejects(client.complete({ ...leased, lease_id: randomUUID() }, FOUND), { code: 'LEASE_LOST' });
  });

  it('puts progress lines into the log, also those that hold a NUL', async () => {
    const { task, lease_id } = await client.lease(await client.waitForTask('collect_context'));
    const progress = ['read 3 of 10', 'odd \u0000 output'];
    await heartbeatTask(spine, client.actor, { job_id: client.job_id, task_id: task.id, lease_id, progress });
    const last = await client.waitFor(
      ({ type, data }) => type === 'log_line' && 'message' in data && data.message === progress[1],
    );
    assert.partialDeepStrictEqual(last, { data: { source: 'task:collect_context' } });
  });

  it('is offered again at once when it is given back', async () => {
    const { task, lease_id } = await client.lease(await client.waitForTask('collect_context'));
    await releaseTask(spine, client.actor, { job_id: client.job_id, task_id: task.id, lease_id });
    assert.equal(await client.waitForTask('collect_context', 2), task.id);
    assert.equal((await client.lease(task.id, randomUUID())).task.offer, 2);
  });

  it('goes back to its step when the client could not do it, and gives up after that cannot help', async () => {
    const leased = await client.lease(await client.waitForTask('collect_context'));
    const failure = { code: 'TARGET_NOT_FOUND', message: 'There is no folder src', retryable: false } as const;
    await client.complete(leased, { status: 'failed', failure });
    await client.waitForState('FALLBACK_REQUIRED');
    assert.equal((await client.job()).failure?.code, 'TASK_FAILED');
  });
});

describe('a task whose client fell silent', () => {
  let spine: Spine;

  before(async () => {
    spine = await openSpine({ policy: { lease_ms: 60, max_offers: 3 } });
  });

  after(() => spine.close());

  it('is offered again, and the first client’s lease is lost', async () => {
    const client = await ScriptedClient.begin(spine);
    const first = await client.lease(await client.waitForTask('collect_context'));
    const again = await client.waitForTask('collect_context', 2);
    assert.equal(again, first.task.id);
    await assert.rejects(client.complete(first, FOUND), { code: 'LEASE_LOST' });
    const second = await client.lease(again, randomUUID());
    assert.deepEqual(await client.complete(second, FOUND), { accepted: true, duplicate: false });
    await assert.rejects(client.complete(first, FOUND), { code: 'TASK_GONE' });
    client.close();
  });

  it('counts as failed after its last offer', async () => {
    const client = await ScriptedClient.begin(spine);
    const leases = [];
    for (const nth of [1, 2, 3]) leases.push(await client.lease(await client.waitForTask('collect_context', nth)));
    await client.waitForState('FALLBACK_REQUIRED');
    // Nobody is told that a result was taken which came after the task was given up.
    for (const lease of leases) await assert.rejects(client.complete(lease, FOUND), { code: 'TASK_GONE' });
    const { failure } = await client.job();
    assert.equal(failure?.code, 'TASK_FAILED');
    assert.match(failure.detail, /offered 3 times/);
    client.close();
  });
});
