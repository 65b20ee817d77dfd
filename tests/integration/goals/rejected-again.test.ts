import assert from 'node:assert/strict';
import { Patch } from '@iama/contracts/patch/patch';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { requestChanges } from '@iama/server/app/deliveries/request-changes';
import { CART_GOAL, cartFiles, TOTAL } from '../../support/cart-goal.ts';
import { editsAnswer, plansAnswer } from '../../support/goal-answers.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ModelScript } from '../../support/scripted-model/script.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const loop = (indent: string, name: string): string =>
  [
    'exports.total = (list) => {',
    `${indent}let ${name} = 0;`,
    `${indent}for (const each of list) ${name} += each;`,
    `${indent}return ${name};`,
    '};',
  ].join('\n');
const write = (text: string) => editsAnswer('src/cart.js', TOTAL, text);

describe('a change of a model that the person rejected', function () {
  this.timeout(120_000);
  let model: ScriptedModel;
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  let machine: RealMachine;

  before(async () => {
    model = await startScriptedModel();
    spine = await openSpine({ models: [modelSettings(model.base_url)] });
  });
  after(async () => {
    await spine.close();
    await model.close();
  });
  beforeEach(async () => {
    repository = temporaryRepository(cartFiles());
    client = await ScriptedClient.begin(spine, CART_GOAL);
    machine = new RealMachine(client, repository);
    model.next(plansAnswer(), write(loop('  ', 'sum')));
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    await sendBack();
  });
  afterEach(() => {
    model.forget();
    client.close();
    repository.remove();
  });

  /** All of it, with a word of why: a model can act on words. The first question after it is on its way before it is answered. */
  async function sendBack(): Promise<void> {
    const { actor, job_id } = client;
    const { patch_artifact_id } = await getDelivery(spine, actor, { job_id });
    const found = await getArtifact(spine, actor, { job_id, artifact_id: patch_artifact_id });
    const hunks = Patch.parse(found.body).files.flatMap((file) => file.hunks);
    const comment = {
      path: 'src/cart.js',
      side: 'after',
      line: 2,
      hunk_id: null,
      body: 'Call it by what it is.',
    } as const;
    model.next(...answers);
    const rejected_hunk_ids = hunks.map(({ id }) => id);
    await requestChanges(spine, actor, { job_id, patch_artifact_id, rejected_hunk_ids, comments: [comment] });
  }
  let answers: readonly ModelScript[] = [];
  const unusable = () =>
    client.events.flatMap((event) =>
      event.type === 'attempt_end' && event.data.verdict === 'unusable' ? [event.data] : [],
    );

  describe('and that is written again with other blanks', () => {
    before(() => {
      answers = [write(loop('\t', 'sum')), write(loop('  ', 'amount'))];
    });

    it('goes back to the model, with the place, and what is another change is delivered', async () => {
      await machine.do('run_recipe', 2);
      await machine.do('run_tests', 3);
      await client.waitForState('DELIVERED', 2);
      const corrected = JSON.stringify(model.book.at(-1)?.body);
      assert.match(corrected, /src\/cart\.js:1 was changed in the same way in attempt 1, and the person rejected it/);
      assert.deepEqual(unusable(), []);
    });
  });

  describe('and that is written again whatever is said', () => {
    before(() => {
      answers = Array.from({ length: 6 }, () => write(loop('  ', 'sum')));
    });

    it('is an attempt that failed each time, by a code that stays, and nobody is shown it again', async () => {
      await client.waitForState('WAITING_INTERVENTION');
      const ends = unusable();
      assert.deepEqual(
        ends.map(({ fingerprint }) => fingerprint),
        Array.from({ length: 3 }, () => 'draft(REJECTED_AGAIN src/cart.js)'),
      );
      assert.match(ends[0]?.problems.join() ?? '', /the person rejected it/);
      assert.equal(
        client.events.filter(({ type, data }) => type === 'artifact_ready' && 'kind' in data && data.kind === 'patch')
          .length,
        1,
      );
    });
  });
});
