import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { JobEvent } from '@iama/contracts/job/event';
import { forceTerminateJob } from '@iama/server/app/jobs/force-terminate-job';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

type HeartbeatStatus = Extract<JobEvent, { type: 'heartbeat_status' }>;

const inGrace = (event: JobEvent): event is HeartbeatStatus =>
  event.type === 'heartbeat_status' && event.data.status === 'GRACE_PERIOD';

/** Long enough that a step of a test is never taken for silence, also where tests run side by side. */
const MISSED_MS = 1000;

describe('a client that falls silent', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine({ policy: { beat_missed_ms: MISSED_MS } });
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
  });

  afterEach(() => client.close());

  after(() => spine.close());

  it('starts the countdown, and its task is void', async () => {
    const { task } = await client.lease(await client.waitForTask('collect_context'));
    const { at, data } = await client.waitFor(inGrace);
    assert.equal(data.cause, 'unknown');
    const job = await client.job();
    assert.equal(job.presence.status, 'grace');
    assert.equal(job.presence.grace_deadline_at, data.grace_deadline_at);
    assert.equal(Date.parse(data.grace_deadline_at ?? '') - Date.parse(at), 300_000);
    assert.equal(job.state, 'ANALYZING');
    assert.ok(job.accepted_events.includes('force_terminate'));
    const { items } = await client.tasks();
    assert.deepEqual(
      items.map(({ id, status }) => [id, status]),
      [[task.id, 'void']],
    );
  });

  it('goes on where it was when a beat comes, with the work asked for anew', async () => {
    await client.waitFor(inGrace);
    const answer = await client.beat();
    assert.equal(answer.grace_deadline_at, null);
    await client.waitFor((event) => event.type === 'heartbeat_status' && event.data.status === 'RECOVERED');
    const leased = await client.lease(await client.waitForTask('collect_context', 2));
    assert.equal((await client.complete(leased, GOOD.collect_context({} as never))).accepted, true);
    await client.waitForState('WAITING_STRATEGY');
  });

  it('is not needed while the job waits for a decision', async () => {
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    // A second job on the same sweep goes missing long after this one could have.
    const other = await ScriptedClient.begin(spine);
    await other.waitFor(inGrace);
    assert.equal(client.events.some(inGrace), false);
    other.close();
  });

  it('can be given up at once by the person', async () => {
    await assert.rejects(forceTerminateJob(spine, client.actor, { job_id: client.job_id }), {
      code: 'ILLEGAL_TRANSITION',
    });
    await client.waitFor(inGrace);
    const job = await forceTerminateJob(spine, client.actor, { job_id: client.job_id });
    assert.equal(job.failure?.code, 'FORCE_TERMINATED');
    assert.equal(job.presence.grace_deadline_at, null);
  });

  it('is missed at once when the last one says goodbye', async () => {
    const other = randomUUID();
    await client.beat();
    await client.beat('alive', other);
    assert.equal((await client.beat('closing')).grace_deadline_at, null);
    assert.notEqual((await client.beat('closing', other)).grace_deadline_at, null);
    assert.equal((await client.waitFor(inGrace)).data.cause, 'closed');
  });
});

describe('a client that does not come back', () => {
  it('ends the job, and what was made is kept', async () => {
    const spine = await openSpine({ policy: { beat_missed_ms: MISSED_MS, timer_ms: { client_heartbeat_lost: 50 } } });
    const client = await ScriptedClient.begin(spine);
    await client.agree();
    await client.waitForState('FAILED');
    const job = await client.job();
    assert.equal(job.failure?.code, 'CLIENT_DISCONNECTED');
    const { items } = await listArtifacts(spine, client.actor, { job_id: client.job_id });
    assert.ok(items.length >= 4);
    const statuses = client.events.flatMap((event) => (event.type === 'heartbeat_status' ? [event.data.status] : []));
    assert.deepEqual(statuses, ['GRACE_PERIOD', 'LOST']);
    client.close();
    await spine.close();
  });
});

describe('a client that beats', () => {
  it('is never missed', async () => {
    const spine = await openSpine({ policy: { beat_missed_ms: MISSED_MS } });
    const client = await ScriptedClient.begin(spine);
    const silent = await ScriptedClient.begin(spine);
    const beats = setInterval(() => void client.beat(), MISSED_MS / 10);
    await silent.waitFor(inGrace);
    clearInterval(beats);
    assert.equal(client.events.some(inGrace), false);
    assert.equal((await client.job()).presence.status, 'present');
    client.close();
    silent.close();
    await spine.close();
  });
});
