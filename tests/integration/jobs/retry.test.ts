import assert from 'node:assert/strict';
import { eq, sql } from 'drizzle-orm';
import { COMMAND_ROUTES } from '@iama/contracts/http/command-routes';
import { JobCommand } from '@iama/contracts/job/state';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { retryJob } from '@iama/server/app/jobs/retry-job';
import { jobs } from '@iama/server/db/schema/jobs';
import { GOOD, patchOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const LEAVES_THE_FILES = { ...GOOD, run_recipe: () => patchOutcome(['src/secret.js']) };

describe('a job that could not be finished', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
    await client.pin();
    await client.do('run_recipe', LEAVES_THE_FILES);
    await client.waitForState('FALLBACK_REQUIRED');
  });

  afterEach(() => client.close());

  after(() => spine.close());

  const retry = () => retryJob(spine, client.actor, { job_id: client.job_id });

  it('can be tried again from a fresh baseline, and delivered', async () => {
    assert.ok((await client.job()).accepted_events.includes('retry'));
    const { state, failure, ended_at } = await retry();
    assert.deepEqual([state, failure, ended_at], ['GENERATING_TESTS', null, null]);
    await client.do('characterize', GOOD, 2);
    await client.do('run_tests', GOOD, 2);
    await client.do('run_recipe', GOOD, 2);
    await client.do('run_tests', GOOD, 3);
    await client.waitForState('DELIVERED');
    const rows = await spine.db.execute<{ user_id: string }>(
      sql`SELECT user_id FROM audit_events WHERE job_id = ${client.job_id} AND action = 'job.retry'`,
    );
    assert.deepEqual([...rows], [{ user_id: client.actor.user_id }]);
  });

  it('is tried again once, however many ask at the same moment', async () => {
    const asked = await Promise.allSettled([retry(), retry(), retry()]);
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    assert.deepEqual(refused, ['ILLEGAL_TRANSITION', 'ILLEGAL_TRANSITION']);
  });

  it('cannot be tried again once the person has cancelled it', async () => {
    const other = await ScriptedClient.begin(spine);
    const asked = { job_id: other.job_id };
    await cancelJob(spine, other.actor, asked);
    await assert.rejects(retryJob(spine, other.actor, asked), { code: 'ILLEGAL_TRANSITION' });
    other.close();
  });

  it('advertises a stuck repair’s ways on, and each has a route', async () => {
    const state_path = 'live.WAITING_ESCALATION_DECISION';
    await spine.db
      .update(jobs)
      .set({ state: 'WAITING_ESCALATION_DECISION', state_path })
      .where(eq(jobs.id, client.job_id));
    const { accepted_events } = await client.job();
    assert.deepEqual(accepted_events.toSorted(), ['cancel', 'escalate', 'stop_repair']);
    await assert.rejects(retry(), { code: 'ILLEGAL_TRANSITION', extra: { accepted_events } });
    for (const event of JobCommand.options) assert.ok(Object.hasOwn(COMMAND_ROUTES, event), event);
  });
});
