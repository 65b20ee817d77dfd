import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@iama/server/app/actor';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { applyDelivery } from '@iama/server/app/deliveries/apply-delivery';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { revertDelivery } from '@iama/server/app/deliveries/revert-delivery';
import { listEvents } from '@iama/server/app/events/list-events';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { createJob } from '@iama/server/app/jobs/create-job';
import { forceTerminateJob } from '@iama/server/app/jobs/force-terminate-job';
import { getJob } from '@iama/server/app/jobs/get-job';
import { listJobs } from '@iama/server/app/jobs/list-jobs';
import { quarantineTests } from '@iama/server/app/jobs/quarantine-tests';
import { retryJob } from '@iama/server/app/jobs/retry-job';
import { startJob } from '@iama/server/app/jobs/start-job';
import { heartbeatJob } from '@iama/server/app/presence/heartbeat-job';
import { listProjects } from '@iama/server/app/projects/list-projects';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { editSpec } from '@iama/server/app/specs/edit-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { listRevisions } from '@iama/server/app/specs/list-revisions';
import { reviseSpec } from '@iama/server/app/specs/revise-spec';
import { completeTask } from '@iama/server/app/tasks/complete-task';
import { heartbeatTask } from '@iama/server/app/tasks/heartbeat-task';
import { leaseTask } from '@iama/server/app/tasks/lease-task';
import { listTasks } from '@iama/server/app/tasks/list-tasks';
import { releaseTask } from '@iama/server/app/tasks/release-task';
import { allRows } from '../../support/all-rows.ts';
import { CREATE_JOB } from '../../support/samples.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

/** Every use case that takes a job's id, called with one. */
function everyUseCase(spine: Spine, by: Actor, job_id: string, ids: { task_id: string; artifact_id: string }) {
  const lease_id = randomUUID();
  const client_session_id = randomUUID();
  const job = { job_id };
  const task = { job_id, task_id: ids.task_id };
  const record = { files: [], hunk_ids: [], scope: 'all', subset_verdict: null } as const;
  return {
    getJob: () => getJob(spine, by, job),
    startJob: () => startJob(spine, by, job),
    cancelJob: () => cancelJob(spine, by, job),
    retryJob: () => retryJob(spine, by, job),
    forceTerminateJob: () => forceTerminateJob(spine, by, job),
    heartbeatJob: () => heartbeatJob(spine, by, { ...job, client_session_id, status: 'alive' }),
    quarantineTests: () => quarantineTests(spine, by, { ...job, test_ids: ['x'] }),
    listEvents: () => listEvents(spine, by, { ...job, after: 0, limit: 10 }),
    listArtifacts: () => listArtifacts(spine, by, job),
    getArtifact: () => getArtifact(spine, by, { ...job, artifact_id: ids.artifact_id }),
    getProposals: () => getProposals(spine, by, job),
    selectProposal: () => selectProposal(spine, by, { ...job, level: 'STANDARD' }),
    getSpec: () => getSpec(spine, by, job),
    listRevisions: () => listRevisions(spine, by, { ...job, limit: 5 }),
    editSpec: () => editSpec(spine, by, { ...job, revision_token: lease_id }),
    approveSpec: () => approveSpec(spine, by, { ...job, revision_token: lease_id }),
    reviseSpec: () => reviseSpec(spine, by, job),
    listTasks: () => listTasks(spine, by, job),
    leaseTask: () => leaseTask(spine, by, { ...task, client_session_id }),
    heartbeatTask: () => heartbeatTask(spine, by, { ...task, lease_id, progress: [] }),
    releaseTask: () => releaseTask(spine, by, { ...task, lease_id }),
    completeTask: () => completeTask(spine, by, { ...task, lease_id, outcome: GOOD.collect_context({} as never) }),
    getDelivery: () => getDelivery(spine, by, job),
    applyDelivery: () => applyDelivery(spine, by, { ...job, ...record, files: [], hunk_ids: [] }),
    revertDelivery: () => revertDelivery(spine, by, { ...job, files: [] }),
  };
}

describe('somebody else’s job', () => {
  let spine: Spine;
  let owner: ScriptedClient;
  let ids: { task_id: string; artifact_id: string };

  before(async () => {
    spine = await openSpine();
    owner = await ScriptedClient.begin(spine);
    const { task } = await owner.do('collect_context');
    await owner.waitForState('WAITING_STRATEGY');
    const { items } = await listArtifacts(spine, owner.actor, { job_id: owner.job_id });
    ids = { task_id: task.id, artifact_id: items[0]?.id ?? '' };
  });

  after(async () => {
    owner.close();
    await spine.close();
  });

  it('looks to every use case as if it did not exist, and stays as it is', async () => {
    const stranger = await spine.newActor();
    // The same organisation is not enough, and neither is the same user in another one.
    const colleague = { ...stranger, org_id: owner.actor.org_id };
    const elsewhere = { ...owner.actor, org_id: stranger.org_id };
    const before = await allRows(spine.db);
    for (const by of [stranger, colleague, elsewhere]) {
      for (const [name, call] of Object.entries(everyUseCase(spine, by, owner.job_id, ids))) {
        await assert.rejects(call(), { code: 'NOT_FOUND' }, name);
      }
      assert.deepEqual((await listJobs(spine, by, { limit: 10 })).items, []);
      assert.deepEqual((await listProjects(spine, by, { limit: 10 })).items, []);
    }
    assert.deepEqual(await allRows(spine.db), before);
  });

  it('cannot be told from one that never was', async () => {
    for (const [name, call] of Object.entries(everyUseCase(spine, owner.actor, randomUUID(), ids))) {
      await assert.rejects(call(), { code: 'NOT_FOUND' }, name);
    }
  });

  it('lends no task or artifact to another job of the same person', async () => {
    const second = await ScriptedClient.begin(spine, {}, owner.actor);
    const { getArtifact: get, leaseTask: lease } = everyUseCase(spine, owner.actor, second.job_id, ids);
    await assert.rejects(get(), { code: 'NOT_FOUND' });
    await assert.rejects(lease(), { code: 'NOT_FOUND' });
    second.close();
  });

  it('lends no project to a new job', async () => {
    const project_id = (await listProjects(spine, owner.actor, { limit: 1 })).items[0]?.id ?? '';
    const stranger = await spine.newActor();
    const body = { ...CREATE_JOB, target: { ...CREATE_JOB.target }, acknowledged: [], project_id };
    await assert.rejects(createJob(spine, stranger, body), { code: 'NOT_FOUND' });
  });
});
