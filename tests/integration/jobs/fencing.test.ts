import assert from 'node:assert/strict';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { finishActivity } from '@iama/server/app/jobs/finish-activity';
import { startJob } from '@iama/server/app/jobs/start-job';
import { buildProposals } from '@iama/server/app/proposals/build-proposals';
import { sql } from 'drizzle-orm';
import { allRows } from '../../support/all-rows.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const NEVER = new AbortController().signal;

describe('a job that has moved on', () => {
  let spine: Spine;

  before(async () => {
    // The test plays the worker itself, so that it can be late.
    spine = await openSpine({ works: false });
  });

  after(() => spine.close());

  async function collected() {
    const client = await ScriptedClient.begin(spine);
    await client.do('collect_context');
    const [request] = await spine.db.execute<{ data: Parameters<typeof buildProposals>[1] }>(
      sql`SELECT data FROM pgboss.job WHERE name = 'activities' AND data->>'job_id' = ${client.job_id}`,
    );
    assert.ok(request);
    return { client, request: request.data };
  }

  it('takes the outcome of an activity once, however often it comes', async () => {
    const { client, request } = await collected();
    await buildProposals(spine, request, NEVER);
    await client.waitForState('WAITING_STRATEGY');
    const before = await allRows(spine.db);
    await buildProposals(spine, request, NEVER);
    assert.deepEqual(await allRows(spine.db), before);
    client.close();
  });

  it('takes it once when two workers end at the same moment', async () => {
    const { client, request } = await collected();
    await Promise.all([buildProposals(spine, request, NEVER), buildProposals(spine, request, NEVER)]);
    await client.waitForState('WAITING_STRATEGY');
    const { last_seq } = await client.job();
    await client.waitFor(({ seq }) => seq === last_seq);
    const made = client.events.filter(
      ({ type, data }) => type === 'artifact_ready' && 'kind' in data && data.kind === 'proposals',
    );
    assert.equal(made.length, 1);
    client.close();
  });

  it('drops an outcome that comes after a cancel, and tells the queue to stop', async () => {
    const { client, request } = await collected();
    await cancelJob(spine, client.actor, { job_id: client.job_id });
    const [entry] = await spine.db.execute<{ state: string }>(
      sql`SELECT state FROM pgboss.job WHERE id = ${request.id}`,
    );
    assert.equal(entry?.state, 'cancelled');
    const before = await allRows(spine.db);
    const counted = await finishActivity(spine, request, () => assert.fail('a dropped outcome is never asked for'));
    assert.equal(counted, false);
    assert.deepEqual(await allRows(spine.db), before);
    client.close();
  });

  it('refuses the result of a task that is void, and changes nothing', async () => {
    const client = await ScriptedClient.begin(spine);
    const leased = await client.lease(await client.waitForTask('collect_context'));
    await cancelJob(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual(
      (await client.tasks()).items.map(({ status }) => status),
      ['void'],
    );
    const before = await allRows(spine.db);
    const late = GOOD.collect_context({} as never);
    await assert.rejects(client.complete(leased, late), { code: 'TASK_GONE' });
    await assert.rejects(client.lease(leased.task.id), { code: 'TASK_GONE' });
    assert.deepEqual(await allRows(spine.db), before);
    client.close();
  });

  it('refuses an event its state does not accept, says what it accepts, and changes nothing', async () => {
    const client = await ScriptedClient.begin(spine);
    const before = await allRows(spine.db);
    const { job_id, actor } = client;
    await assert.rejects(startJob(spine, actor, { job_id }), {
      code: 'ILLEGAL_TRANSITION',
      extra: { accepted_events: ['cancel'] },
    });
    await assert.rejects(approveSpec(spine, actor, { job_id, revision_token: client.session }), {
      code: 'ILLEGAL_TRANSITION',
    });
    assert.deepEqual(await allRows(spine.db), before);
    client.close();
  });

  it('lets exactly one of many simultaneous commands through', async () => {
    const client = await ScriptedClient.create(spine);
    const { job_id, actor } = client;
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => startJob(spine, actor, { job_id })));
    const refused = ends.filter((end) => end.status === 'rejected');
    assert.equal(refused.length, 5);
    for (const { reason } of refused) assert.equal(reason.code, 'ILLEGAL_TRANSITION');
    const { last_seq } = await client.job();
    await client.waitFor(({ seq }) => seq === last_seq);
    assert.equal(client.events.filter(({ type }) => type === 'task_requested').length, 1);
    client.close();
  });
});
