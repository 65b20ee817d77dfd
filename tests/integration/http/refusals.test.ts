import assert from 'node:assert/strict';
import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import type { ErrorCode } from '@iama/contracts/error/catalogue';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { CreateJob } from '@iama/contracts/job/job';
import type { Actor } from '@iama/server/app/actor';
import { dynamicConfigs } from '@iama/server/db/schema/dynamic-configs';
import { sql } from 'drizzle-orm';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { CREATE_JOB, patch, preflight } from '../../support/samples.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';

const MODELS = [modelSettings('http://127.0.0.1:9/v1'), modelSettings('http://127.0.0.1:9/v1', { alias: 'strong' })];
const GOAL = { recipe_id: 'goal', goal: 'Sum with a loop.', target: { kind: 'file', path: 'src/a.js' } } as const;
const DIRTY = {
  code: 'DIRTY_WORKING_TREE' as const,
  severity: 'caution' as const,
  message: 'x',
  next: 'y',
  paths: [],
};

describe('what a person is refused, as it comes over the wire', function () {
  this.timeout(30_000);
  let api: TestApi;
  let client: Client;
  let actor: Actor;
  let token: string;
  let later_ms = 0;
  const scripted: ScriptedClient[] = [];

  before(async () => {
    api = await openApi({ models: MODELS, clock: { now: () => new Date(Date.now() + later_ms) } });
    const routes = [{ model_classes: ['L3'], alias: 'strong' }, { alias: 'default' }];
    await api.spine.db.update(dynamicConfigs).set({ value: { routes } });
  });
  beforeEach(async () => {
    later_ms = 0;
    const person = await api.newPerson();
    ({ client } = person);
    const { id: user_id, org_id, tier } = person.session.user;
    actor = { user_id, org_id, tier };
    token = person.session.tokens.access_token;
  });
  after(async () => {
    for (const each of scripted) each.close();
    await api.close();
  });

  /** Status, code and next step as the catalogue has them, and a sentence of its own. */
  async function refuses(call: Promise<unknown>, code: ErrorCode, sentence?: RegExp): Promise<void> {
    await assert.rejects(call, (error: unknown) => {
      assert.ok(error instanceof ApiError, String(error));
      const { status, next } = ERROR_CATALOGUE[code];
      assert.deepEqual([error.code, error.status, error.next], [code, status, next]);
      if (sentence) assert.match(error.message, sentence);
      return true;
    });
  }
  async function create(over: Partial<CreateJob>): Promise<unknown> {
    const { id: project_id } = await client.call('projects.ensure', {
      body: { name: 'x', fingerprint: 'f'.repeat(64) },
    });
    const body = { ...CREATE_JOB, target: { ...CREATE_JOB.target }, acknowledged: [], ...over, project_id };
    return client.call('jobs.create', { body });
  }
  async function begin(): Promise<ScriptedClient> {
    const job = await ScriptedClient.begin(api.spine, {}, actor);
    scripted.push(job);
    return job;
  }

  it('a model that the plan does not include, or that is not there', async () => {
    await refuses(
      create({ ...GOAL, model_alias: 'strong' }),
      'MODEL_NOT_IN_PLAN',
      /strong is a model of L3; the plan FREE/,
    );
    await refuses(create({ ...GOAL, model_alias: 'gone' }), 'MODEL_UNKNOWN', /gone; configured: default, strong/);
    await create({ ...GOAL, model_alias: 'default' });
  });

  it('a workspace that is not ready, or whose caution nobody took', async () => {
    const blocked = preflight([{ ...DIRTY, severity: 'blocked' }]);
    await refuses(create({ preflight: blocked }), 'PREFLIGHT_BLOCKED');
    await refuses(create({ preflight: preflight([DIRTY]) }), 'CAUTION_NOT_ACKNOWLEDGED');
    await create({ preflight: preflight([DIRTY]), acknowledged: [DIRTY.code] });
  });

  it('a plan that would change nothing, and a specification beyond its plan', async () => {
    const job = await begin();
    const params = { job_id: job.job_id };
    await job.do('collect_context');
    await job.waitForState('WAITING_STRATEGY');
    await refuses(
      client.call('proposals.select', { params, body: { level: 'COMPREHENSIVE' } }),
      'PROPOSAL_NOT_SELECTABLE',
    );
    await client.call('proposals.select', { params, body: { level: 'STANDARD' } });
    const { revision_token } = await client.call('spec.get', { params });
    const wider = { revision_token, allowed_files: ['src/a.js', 'src/b.js'] };
    await refuses(client.call('spec.edit', { params, body: wider }), 'SPEC_OUT_OF_PLAN', /src\/b\.js/);
  });

  it('a result of another kind, or one that contradicts itself', async () => {
    const job = await begin();
    const { task, lease_id } = await job.lease(await job.waitForTask('collect_context'));
    const params = { job_id: job.job_id, task_id: task.id };
    const hand = (outcome: ReturnType<(typeof GOOD)['run_recipe']>) =>
      client.call('tasks.complete', { params, body: { lease_id, outcome } });
    await refuses(hand(GOOD.run_recipe({} as never)), 'RESULT_KIND_MISMATCH');
    const good = GOOD.collect_context({} as never);
    assert.ok(good.status === 'completed' && good.result.kind === 'collect_context');
    await refuses(
      hand({ status: 'completed', result: { ...good.result, plans: [] } }),
      'RESULT_INCONSISTENT',
      /one plan for each level/,
    );
  });

  it('changes of a diff that is another one, or that has no such hunk, or none at all', async () => {
    const job = await begin();
    await job.pin();
    await job.do('run_recipe');
    await job.do('run_tests', GOOD, 2);
    await job.waitForState('DELIVERED');
    const params = { job_id: job.job_id };
    const { patch_artifact_id, evidence_artifact_id } = await client.call('delivery.get', { params });
    const hunk = patch().files[0]?.hunks[0]?.id ?? '';
    const ask = (patch_id: string, rejected_hunk_ids: string[]) =>
      client.call('delivery.request_changes', {
        params,
        body: { patch_artifact_id: patch_id, rejected_hunk_ids, comments: [] },
      });
    await refuses(ask(evidence_artifact_id, [hunk]), 'PATCH_SUPERSEDED');
    await refuses(ask(patch_artifact_id, ['h-elsewhere']), 'NOT_IN_PATCH');
    await refuses(ask(patch_artifact_id, []), 'NOTHING_REJECTED');
    await refuses(ask(patch_artifact_id, [hunk]), 'EVERYTHING_REJECTED');
  });

  it('a link whose five minutes are over', async () => {
    const job = await begin();
    await job.do('collect_context');
    await job.waitForState('WAITING_STRATEGY');
    const params = { job_id: job.job_id };
    const [artifact] = (await client.call('artifacts.list', { params, query: {} })).items;
    assert.ok(artifact);
    const { url } = await client.call('artifacts.link', { params: { ...params, artifact_id: artifact.id } });
    assert.equal((await fetch(url)).status, 200);
    later_ms = 301_000;
    const late = await fetch(url);
    assert.deepEqual([late.status, ((await late.json()) as { code: string }).code], [410, 'LINK_EXPIRED']);
  });

  it('a request whose twin with the same key is still under way', async () => {
    const { id: project_id } = await client.call('projects.ensure', {
      body: { name: 'x', fingerprint: 'f'.repeat(64) },
    });
    const body = JSON.stringify({ ...CREATE_JOB, project_id });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'twin' };
    // The twin: it has claimed the key, and its transaction does not end.
    await api.spine.db.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO idempotency_keys (user_id, key, route, request_sha256, created_at, expires_at)
        VALUES (${actor.user_id}, 'twin', 'jobs.create', ${'a'.repeat(64)}, now(), now() + interval '1 day')`);
      const response = await fetch(`${api.url}/api/v1/jobs`, { method: 'POST', headers, body });
      const { code } = (await response.json()) as { code: string };
      assert.deepEqual(
        [response.status, code, response.headers.get('retry-after')],
        [409, 'IDEMPOTENCY_IN_PROGRESS', '1'],
      );
    });
  });
});
