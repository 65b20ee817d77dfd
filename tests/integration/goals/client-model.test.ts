import assert from 'node:assert/strict';
import type { CreateJob } from '@iama/contracts/job/job';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { retryJob } from '@iama/server/app/jobs/retry-job';
import { findModel } from '@iama/server/app/models/find-model';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { CART_GOAL, cartFiles, TOTAL } from '../../support/cart-goal.ts';
import { editsAnswer, plansAnswer } from '../../support/goal-answers.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { answerOutcome, GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import type { ModelScript } from '../../support/scripted-model/script.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const GOAL: Partial<CreateJob> = {
  ...CART_GOAL,
  client_model: { id: 'vendor/model-1', name: 'Model One', tokens: 16_000 },
};

describe('a goal that the model of an editor reaches', function () {
  this.timeout(60_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  let machine: RealMachine;

  before(async () => {
    // The control plane has one too, with a price: it is neither asked nor counted.
    const price = { input: 3, output: 15 };
    spine = await openSpine({ models: [modelSettings('http://127.0.0.1:9/v1', { price })] });
  });
  after(() => spine.close());
  beforeEach(async () => {
    repository = temporaryRepository(cartFiles());
    client = await ScriptedClient.begin(spine, GOAL);
    machine = new RealMachine(client, repository);
  });
  afterEach(() => {
    client.close();
    repository.remove();
  });

  const say = (script: ModelScript, nth: number, by = 'vendor/model-1') => {
    const text = script.do === 'answer' ? script.text : '';
    return client.do('model_call', { ...GOOD, model_call: () => answerOutcome(text, by) }, nth);
  };
  const shorter = editsAnswer('src/cart.js', TOTAL, 'exports.total = (list) => list.reduce((a, b) => a + b, 0);');

  it('needs no model of the control plane and none of its prices, and shows the editor no more than its model takes in', async () => {
    const collect = await client.lease(await client.waitForTask('collect_context'));
    assert.equal(collect.payload.kind === 'collect_context' && collect.payload.context_budget, 9600);
    const collected = machine.do('collect_context');
    await collected;
    await say(plansAnswer(), 1);
    await client.waitForState('WAITING_STRATEGY');
    const { proposals } = await getProposals(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual(proposals[0]?.price, { credits_min: 0, credits_max: 0, credits_cap: 0 });
    await machine.choose();
    await machine.do('characterize');
    await machine.do('run_tests');
    const asked = await say(shorter, 2);
    assert.match(JSON.stringify(asked.payload), /EXACT_SEARCH_REPLACE/);
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const receipts = await spine.store.read.model_calls.receipts(client.job_id);
    assert.deepEqual(
      receipts.map(({ body }) => [body.provider, body.routed_model, body.served_model]),
      [
        ['client', 'vendor/model-1', 'vendor/model-1'],
        ['client', 'vendor/model-1', 'vendor/model-1'],
      ],
    );
  });

  it('takes nothing of another model than the person chose', async () => {
    await machine.do('collect_context');
    await say(plansAnswer(), 1, 'vendor/model-2');
    await client.waitForState('FALLBACK_REQUIRED');
    assert.match((await client.job()).failure?.detail ?? '', /model-2/);
  });

  it('leaves the model room for its answer beside what it is shown', async () => {
    await machine.do('collect_context');
    const { payload } = await client.lease(await client.waitForTask('model_call'));
    assert.equal(payload.kind === 'model_call' && payload.max_output_tokens, 4000);
  });

  it('needs the person when the editor may not use its model, and asks it again once they try again', async () => {
    await machine.do('collect_context');
    const failure = { code: 'MODEL_CONSENT_MISSING', message: 'It was not allowed.', retryable: false } as const;
    await client.do('model_call', { ...GOOD, model_call: () => ({ status: 'failed', failure }) });
    await client.waitForState('FALLBACK_REQUIRED');
    const { failure: told } = await client.job();
    assert.match(told?.detail ?? '', /does not let IAMA use its model.*It was not allowed\..*Try the job again/);
    const receipts = await spine.store.read.model_calls.receipts(client.job_id);
    assert.deepEqual(
      receipts.map(({ body }) => [body.outcome, body.failure, body.usage]),
      [['failed', 'MODEL_CONSENT_MISSING', null]],
    );
    await retryJob(spine, client.actor, { job_id: client.job_id });
    await machine.do('collect_context', 2);
    await client.waitForTask('model_call', 2);
  });

  it('is asked again after a fault that may pass, and claims to know no more of the first call than it does', async () => {
    await machine.do('collect_context');
    const failure = { code: 'MODEL_UNAVAILABLE', message: 'net::ERR_FAILED', retryable: true } as const;
    await client.do('model_call', { ...GOOD, model_call: () => ({ status: 'failed', failure }) });
    await client.waitForTask('model_call', 2);
    const [receipt] = await spine.store.read.model_calls.receipts(client.job_id);
    assert.deepEqual([receipt?.body.failure, receipt?.body.served], ['MODEL_UNAVAILABLE', 'unknown']);
  });

  it('is asked thirty times by a job, and then no more', async () => {
    const stages = { stage: 'self_healing', model_class: 'L1', alias: undefined, job_id: client.job_id } as const;
    const caller = { ...client.actor, tier: 'FREE' as const };
    const asked = {
      ...stages,
      caller,
      client: { model: { id: 'vendor/model-1', name: 'One', tokens: 9000 }, epoch: 0 },
    };
    const receipts = (count: number) => ({
      ...spine.store,
      read: {
        ...spine.store.read,
        model_calls: {
          ...spine.store.read.model_calls,
          receipts: () =>
            Promise.resolve(Array.from({ length: count }, () => ({ body: { provider: 'client' } }) as never)),
        },
      },
    });
    assert.equal((await findModel({ ...spine, store: receipts(29) }, asked)).model, 'vendor/model-1');
    await assert.rejects(findModel({ ...spine, store: receipts(30) }, asked), { code: 'MODEL_CALLS_USED_UP' });
  });

  it('asks nobody any more once the job is cancelled', async () => {
    await machine.do('collect_context');
    const task_id = await client.waitForTask('model_call');
    await cancelJob(spine, client.actor, { job_id: client.job_id });
    await assert.rejects(client.lease(task_id), { code: 'TASK_GONE' });
  });
});
