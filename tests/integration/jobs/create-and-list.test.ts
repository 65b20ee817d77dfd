import assert from 'node:assert/strict';
import type { Actor } from '@iama/server/app/actor';
import { createJob } from '@iama/server/app/jobs/create-job';
import { listJobs } from '@iama/server/app/jobs/list-jobs';
import { ensureProject } from '@iama/server/app/projects/ensure-project';
import { listProjects } from '@iama/server/app/projects/list-projects';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { CREATE_JOB, preflight } from '../../support/samples.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const reason = (
  code: 'DIRTY_WORKING_TREE' | 'NATIVE_EXECUTION' | 'NOT_A_REPOSITORY',
  severity: 'caution' | 'blocked',
) => ({
  code,
  severity,
  message: `${code}.`,
  next: 'Look at it.',
  paths: [],
});

describe('making jobs', () => {
  let spine: Spine;
  let actor: Actor;
  let project_id: string;
  const body = () => ({ ...CREATE_JOB, target: { ...CREATE_JOB.target }, acknowledged: [] as string[], project_id });

  before(async () => {
    spine = await openSpine({ works: false });
  });

  beforeEach(async () => {
    actor = await spine.newActor();
    project_id = (await ensureProject(spine, actor, { name: 'one', fingerprint: 'fingerprint-1' })).id;
  });

  after(() => spine.close());

  it('is refused while the workspace is blocked, whatever the verdict says', async () => {
    const blocked = preflight([reason('NOT_A_REPOSITORY', 'blocked')]);
    await assert.rejects(createJob(spine, actor, { ...body(), preflight: { ...blocked, verdict: 'safe' } }), {
      code: 'PREFLIGHT_BLOCKED',
      message: /NOT_A_REPOSITORY/,
    });
    assert.deepEqual((await listJobs(spine, actor, { limit: 10 })).items, []);
  });

  it('needs every caution to be accepted by its code', async () => {
    const cautious = preflight([reason('DIRTY_WORKING_TREE', 'caution'), reason('NATIVE_EXECUTION', 'caution')]);
    const one = { ...body(), preflight: cautious, acknowledged: ['NATIVE_EXECUTION'] };
    await assert.rejects(createJob(spine, actor, one), {
      code: 'CAUTION_NOT_ACKNOWLEDGED',
      message: /DIRTY_WORKING_TREE/,
    });
    const both = { ...one, acknowledged: ['NATIVE_EXECUTION', 'DIRTY_WORKING_TREE'] };
    assert.equal((await createJob(spine, actor, both)).state, 'PENDING');
  });

  it('begins in PENDING, with a deadline and two things to do', async () => {
    const job = await createJob(spine, actor, body());
    assert.deepEqual(job.accepted_events, ['start', 'cancel']);
    assert.notEqual(job.deadline_at, null);
    assert.equal(job.last_seq, 1);
  });

  it('lists them newest first, page by page, without loss or repeat', async () => {
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) made.push((await createJob(spine, actor, body())).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listJobs(spine, actor, { limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(seen, made.toReversed());
  });

  it('lists those of a state and of a project', async () => {
    const other = await ensureProject(spine, actor, { name: 'two', fingerprint: 'fingerprint-2' });
    const here = await createJob(spine, actor, body());
    const there = await createJob(spine, actor, { ...body(), project_id: other.id });
    await cancelJob(spine, actor, { job_id: there.id });
    const ids = async (filter: object) =>
      (await listJobs(spine, actor, { limit: 10, ...filter })).items.map(({ id }) => id);
    assert.deepEqual(await ids({ state: 'PENDING' }), [here.id]);
    assert.deepEqual(await ids({ state: 'FAILED' }), [there.id]);
    assert.deepEqual(await ids({ project_id: other.id }), [there.id]);
  });

  it('refuses a cursor that it did not make', async () => {
    const year_0 = JSON.stringify(['0000-01-01T00:00:00Z', project_id]);
    for (const cursor of ['', 'x', btoa('["2026-01-01",1]'), btoa('{}'), btoa(year_0)]) {
      await assert.rejects(listJobs(spine, actor, { limit: 3, cursor }), { code: 'CURSOR_INVALID' }, cursor);
    }
  });

  it('knows a project again by its fingerprint, and takes its newest name', async () => {
    const again = await ensureProject(spine, actor, { name: 'renamed', fingerprint: 'fingerprint-1' });
    assert.equal(again.id, project_id);
    const { items } = await listProjects(spine, actor, { limit: 10 });
    assert.deepEqual(
      items.map(({ name }) => name),
      ['renamed'],
    );
  });

  it('refuses text that the database cannot hold as the sender’s mistake', async () => {
    await assert.rejects(ensureProject(spine, actor, { name: 'a\u0000b', fingerprint: 'fingerprint-3' }), {
      code: 'VALIDATION_FAILED',
    });
  });
});
