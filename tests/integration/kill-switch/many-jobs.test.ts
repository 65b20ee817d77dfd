import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@iama/server/app/actor';
import { createJob } from '@iama/server/app/jobs/create-job';
import { startJob } from '@iama/server/app/jobs/start-job';
import { endSwitchedOff, sweepKillSwitches } from '@iama/server/app/kill-switch/end-switched-off';
import { ensureProject } from '@iama/server/app/projects/ensure-project';
import { completeTask } from '@iama/server/app/tasks/complete-task';
import { leaseTask } from '@iama/server/app/tasks/lease-task';
import { listTasks } from '@iama/server/app/tasks/list-tasks';
import { sql } from 'drizzle-orm';
import { flip } from '../../support/kill-switches.ts';
import { leaks } from '../../support/reservations.ts';
import { analysis, CREATE_JOB } from '../../support/samples.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const MANY = 500;
/** In which everything is promised to be reached. */
const PROMISED_MS = 5000;
const IDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

describe('a kill switch on many jobs at once', function () {
  this.timeout(180_000);
  let spine: Spine;
  let actor: Actor;

  beforeEach(async () => {
    spine = await openSpine({ works: false });
    actor = await spine.newActor();
  });
  afterEach(() => spine.close());

  /** A job whose activity waits in the queue. */
  async function queuedJob(): Promise<string> {
    const project = await ensureProject(spine, actor, { name: 'sample', fingerprint: 'f'.repeat(64) });
    const body = { ...CREATE_JOB, target: { ...CREATE_JOB.target }, acknowledged: [], project_id: project.id };
    const { id: job_id } = await createJob(spine, actor, body);
    await startJob(spine, actor, { job_id });
    const [task] = (await listTasks(spine, actor, { job_id })).items;
    assert.ok(task);
    const task_id = task.id;
    const { lease_id } = await leaseTask(spine, actor, { job_id, task_id, client_session_id: randomUUID() });
    const outcome = { status: 'completed', result: analysis(['STANDARD']) } as const;
    await completeTask(spine, actor, { job_id, task_id, lease_id, outcome });
    return job_id;
  }

  async function queuedJobs(count: number): Promise<string[]> {
    const ids: string[] = [];
    const lane = async (): Promise<void> => {
      while (ids.length < count) {
        const place = ids.push('') - 1;
        ids[place] = await queuedJob();
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    return ids;
  }

  const endedJobs = async (): Promise<string[]> => {
    const rows = await spine.db.execute<{ id: string }>(
      sql`SELECT id FROM jobs WHERE failure->>'code' = 'KILL_SWITCH'`,
    );
    return rows.map(({ id }) => id);
  };

  /** All that was written of a job’s end, without what is of this job alone. */
  async function traceOf(job_id: string): Promise<unknown> {
    const [trace] = await spine.db.execute(sql`
      SELECT
        (SELECT to_jsonb(j) - '{created_at,updated_at,ended_at}'::text[] FROM jobs j WHERE id = ${job_id}) AS job,
        (SELECT json_agg(json_build_array(seq, type, level, data) ORDER BY seq) FROM job_events
          WHERE job_id = ${job_id} AND type IN ('state_change', 'completion')) AS events,
        (SELECT json_agg(json_build_array(action, data) ORDER BY action) FROM audit_events WHERE job_id = ${job_id}) AS audit,
        (SELECT json_agg(json_build_array(status, reason, held_credits, used_credits, settled_at IS NULL))
          FROM quota_reservations WHERE job_id = ${job_id}) AS reservations,
        (SELECT json_agg(json_build_array(epoch, state, transition, reason, credits) ORDER BY epoch, transition)
          FROM billing_checkpoint_records WHERE job_id = ${job_id}) AS checkpoints,
        (SELECT json_agg(json_build_array(kind, status)) FROM job_tasks WHERE job_id = ${job_id}) AS tasks,
        (SELECT count(*)::int FROM job_activities WHERE job_id = ${job_id}) AS activities,
        (SELECT count(*)::int FROM job_timers WHERE job_id = ${job_id}) AS timers,
        (SELECT json_agg(json_build_array(name, state) ORDER BY name) FROM pgboss.job WHERE data->>'job_id' = ${job_id}) AS queue`);
    return JSON.parse(JSON.stringify(trace).replaceAll(IDS, 'an id'));
  }

  it(`ends ${MANY} that wait in the queue within five seconds, each with all that is written of an end`, async () => {
    const ids = await queuedJobs(MANY);
    await flip(spine, `user:${actor.user_id}`, true);
    const [alone = '', ...others] = ids;
    assert.equal(await endSwitchedOff(spine, alone), true);
    const flipped_at = performance.now();
    assert.equal(await sweepKillSwitches(spine), others.length);
    const took_ms = performance.now() - flipped_at;
    assert.ok(took_ms < PROMISED_MS, `${Math.round(took_ms)} ms`);
    assert.deepEqual((await endedJobs()).toSorted(), ids.toSorted());
    assert.equal(await leaks(spine), 0);
    const expected = await traceOf(alone);
    for (const id of others) assert.deepEqual(await traceOf(id), expected);
  });

  it('tells everybody who follows one of them', async () => {
    const ids = await queuedJobs(5);
    const told = ids.map((id) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = spine.feed.subscribe(id, 0, (events) => {
        if (events.some((event) => event.type === 'state_change' && event.data.to === 'FAILED')) resolve();
      });
      return promise.finally(stop);
    });
    await flip(spine, 'global', true);
    await sweepKillSwitches(spine);
    await Promise.all(told);
  });

  it('ends the others when one cannot be read, and leaves nothing of it half done', async () => {
    const ids = await queuedJobs(6);
    const [broken = '', ...others] = ids;
    await spine.db.execute(sql`UPDATE jobs SET state_path = 'nowhere' WHERE id = ${broken}`);
    const before = await traceOf(broken);
    await flip(spine, 'global', true);
    assert.equal(await sweepKillSwitches(spine), others.length);
    assert.deepEqual((await endedJobs()).toSorted(), others.toSorted());
    assert.deepEqual(await traceOf(broken), before);
  });

  it('leaves one that is in somebody’s hands for the next round', async () => {
    const ids = await queuedJobs(3);
    const [held = '', ...others] = ids;
    await flip(spine, 'global', true);
    await spine.store.transaction(async (tx) => {
      await tx.jobs.lock(held);
      assert.equal(await sweepKillSwitches(spine), others.length);
    });
    assert.equal(await sweepKillSwitches(spine), 1);
    assert.deepEqual((await endedJobs()).toSorted(), ids.toSorted());
  });
});
