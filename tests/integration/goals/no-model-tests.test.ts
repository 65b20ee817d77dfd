import assert from 'node:assert/strict';
import type { Evidence } from '@iama/contracts/job/evidence';
import { Evidence as EvidenceSchema } from '@iama/contracts/job/evidence';
import type { ModelRoute } from '@iama/contracts/model/route-table';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { sql } from 'drizzle-orm';
import { CART_GOAL, cartFiles, TOTAL } from '../../support/cart-goal.ts';
import { editsAnswer, plansAnswer, testsAnswer } from '../../support/goal-answers.ts';
import { flip } from '../../support/kill-switches.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const LOOP = 'exports.total = (list) => { let sum = 0; for (const each of list) sum += each; return sum; };';
const GOOD = { 'sums three': 'assert.strictEqual(total([1, 2, 3]), 6);' };
const REFUSED = { do: 'refuse', status: 400 } as const;
const isAsked = (body: unknown): boolean => JSON.stringify(body).includes('Write tests of the clauses');

describe('tests of a model, which are an extra', function () {
  this.timeout(120_000);
  let model: ScriptedModel;
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  let machine: RealMachine;

  before(async () => {
    model = await startScriptedModel();
    spine = await openSpine({
      models: [
        modelSettings(model.base_url, { price: { input: 3, output: 15 } }),
        modelSettings(model.base_url, { alias: 'dear', price: { input: 300, output: 1500 } }),
      ],
    });
  });
  after(async () => {
    await spine.close();
    await model.close();
  });
  beforeEach(async () => {
    await testsAreWrittenBy('default');
    repository = temporaryRepository(cartFiles());
    client = await ScriptedClient.begin(spine, { ...CART_GOAL, lock: { runs: 1, budget_ms: 1, threshold: 0 } });
    machine = new RealMachine(client, repository);
  });
  afterEach(() => {
    model.forget();
    client.close();
    repository.remove();
  });

  async function testsAreWrittenBy(alias: string): Promise<void> {
    const routes: ModelRoute[] = [{ stages: ['test_generation'], alias }, { alias: 'default' }];
    await spine.db.execute(
      sql`UPDATE dynamic_configs SET value = ${JSON.stringify({ routes })}::jsonb WHERE key = 'IAMA_LLM_ROUTE_TABLE'`,
    );
  }
  async function delivered(): Promise<Evidence> {
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const by = { job_id: client.job_id };
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, by);
    return EvidenceSchema.parse((await getArtifact(spine, client.actor, { ...by, artifact_id })).body);
  }

  it('have the price of the model that writes them, and room in the cap', async () => {
    await testsAreWrittenBy('dear');
    model.next(plansAnswer(), testsAnswer(GOOD), editsAnswer('src/cart.js', TOTAL, LOOP));
    await machine.agree();
    await machine.do('characterize');
    const { lock, models } = await delivered();
    assert.equal(lock?.by_model?.files.length, 1);
    assert.equal(models?.within_quote, true);
  });

  for (const [what, alias, scripts, said] of [
    ['there is no room for them in the cap', 'dear', [], /leaves no room.*could cost more/],
    ['nobody knows the model', 'gone', [], /no model called gone/],
    ['the model refuses', 'default', [REFUSED], /answers with 400/],
    [
      'the model has a fault again and again',
      'default',
      Array(4).fill({ do: 'cut', text: null }),
      /could not be asked/,
    ],
  ] as const) {
    it(`are left out where ${what}: the job goes on, and its evidence says why`, async () => {
      model.next(plansAnswer());
      await machine.agree();
      await testsAreWrittenBy(alias);
      model.next(...scripts, editsAnswer('src/cart.js', TOTAL, LOOP));
      await machine.do('characterize');
      const { lock, verdict } = await delivered();
      assert.equal(verdict, 'verified');
      assert.match(lock?.model_tests?.none_because ?? '', said);
    });
  }

  it('are kept as they are where the model can be asked no second time', async () => {
    const good = JSON.parse(testsAnswer(GOOD).text) as { files: object[] };
    const empty = testsAnswer({ nothing: 'total([1]);' }, { path: 'test/empty.clauses.test.js' });
    const files = [...good.files, ...(JSON.parse(empty.text) as typeof good).files];
    const both = { do: 'answer', text: JSON.stringify({ files }) } as const;
    model.next(plansAnswer(), both, REFUSED, editsAnswer('src/cart.js', TOTAL, LOOP));
    await machine.agree();
    await machine.do('characterize');
    const { lock } = await delivered();
    assert.equal(lock?.by_model?.files.length, 1);
    assert.equal(lock?.model_tests?.refused.length, 1);
  });

  it('hold up no cancel', async () => {
    const before = model.book.length;
    model.next(plansAnswer(), { do: 'hang', before: 'status' });
    await machine.agree();
    await machine.do('characterize');
    await model.until((entry) => model.book.indexOf(entry) >= before && isAsked(entry.body));
    await cancelJob(spine, client.actor, { job_id: client.job_id });
    await client.waitForState('FAILED');
    assert.equal((await client.job()).failure?.code, 'USER_CANCELLED');
  });

  it('hold up no kill switch', async () => {
    const before = model.book.length;
    model.next(plansAnswer(), { do: 'hang', before: 'status' });
    await machine.agree();
    await machine.do('characterize');
    await model.until((entry) => model.book.indexOf(entry) >= before && isAsked(entry.body));
    await flip(spine, `user:${client.actor.user_id}`, true);
    await client.waitForState('FAILED');
    assert.equal((await client.job()).failure?.code, 'KILL_SWITCH');
  });
});
