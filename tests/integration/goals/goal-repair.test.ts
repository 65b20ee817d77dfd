import assert from 'node:assert/strict';
import type { CreateJob } from '@iama/contracts/job/job';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { deepFix } from '@iama/server/app/jobs/deep-fix';
import { intervene } from '@iama/server/app/jobs/intervene';
import { rerunTests } from '@iama/server/app/jobs/rerun-tests';
import { getAnalysisReport } from '@iama/server/app/proposals/get-analysis-report';
import { getFallback } from '@iama/server/app/repairs/get-fallback';
import { convertSpec } from '@iama/server/app/specs/convert-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { users } from '@iama/server/db/schema/users';
import { eq } from 'drizzle-orm';
import type { Actor } from '@iama/server/app/actor';
import { CART_GOAL, cartFiles, TOTAL } from '../../support/cart-goal.ts';
import { editsAnswer, plansAnswer } from '../../support/goal-answers.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const WRONG = 'exports.total = (list) => list.length;';
const RIGHT = 'exports.total = (list) => list.reduce((a, b) => a + b, 0);';
describe('a goal that does not go well', function () {
  this.timeout(120_000);
  let model: ScriptedModel;
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  let machine: RealMachine;

  before(async () => {
    model = await startScriptedModel();
    spine = await openSpine({ models: [modelSettings(model.base_url, { price: { input: 3, output: 15 } })] });
  });
  after(async () => {
    await spine.close();
    await model.close();
  });
  beforeEach(() => {
    repository = temporaryRepository(cartFiles());
  });
  afterEach(() => {
    model.forget();
    client.close();
    repository.remove();
  });

  async function actorOn(tier: 'FREE' | 'PRO' | 'MAX' | 'ENTERPRISE'): Promise<Actor> {
    const actor = await spine.newActor();
    await spine.db.update(users).set({ tier }).where(eq(users.id, actor.user_id));
    return { ...actor, tier };
  }
  async function begin(actor?: Actor, over: Partial<CreateJob> = {}): Promise<void> {
    client = await ScriptedClient.begin(spine, { ...CART_GOAL, ...over }, actor);
    machine = new RealMachine(client, repository);
  }
  async function pinned(actor?: Actor, over: Partial<CreateJob> = {}): Promise<void> {
    await begin(actor, over);
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
  }
  async function attempts(from: number, count: number): Promise<void> {
    for (let nth = from; nth < from + count; nth += 1) {
      await machine.do('run_recipe', nth);
      await machine.do('run_tests', nth + 1);
    }
  }
  const wrong = () => editsAnswer('src/cart.js', TOTAL, WRONG);
  const right = () => editsAnswer('src/cart.js', TOTAL, RIGHT);
  const by = () => ({ job_id: client.job_id });

  it('climbs to the next tier with consent, is fixed deeply with a clear head, and says what each step may cost', async () => {
    const actor = await actorOn('PRO');
    model.next(plansAnswer(), ...Array.from({ length: 6 }, wrong), right());
    await pinned(actor);
    await attempts(1, 3);
    await client.waitForState('WAITING_ESCALATION_DECISION');
    const asked = await getFallback(spine, actor, by());
    assert.deepEqual(
      asked.offers.map(({ command, model_class, needs_confirmation }) => [command, model_class, needs_confirmation]),
      [['escalate', 'L2', true]],
    );
    assert.ok((asked.offers[0]?.credits_max ?? 0) > 0);
    assert.equal(asked.attempts.length, 3);
    assert.match(asked.failures[0]?.test_id ?? '', /adds/);

    await intervene(spine, actor, { ...by(), command: 'escalate' });
    await attempts(4, 3);
    await client.waitForState('WAITING_INTERVENTION');
    await deepFix(spine, actor, { ...by(), confirmed: false, clarification: 'Only rename.' });
    await attempts(7, 1);
    await client.waitForState('DELIVERED');
    const last = JSON.stringify(model.book.at(-1)?.body);
    assert.doesNotMatch(last, /Attempts before this one/);
    assert.match(last, /Only rename\./);
    assert.ok(client.events.some(({ type }) => type === 'deep_fix_start'));
  });

  it('runs the tests once more on the patch that failed, and counts no attempt for it', async () => {
    model.next(plansAnswer(), ...Array.from({ length: 3 }, wrong));
    await pinned();
    await attempts(1, 3);
    await client.waitForState('WAITING_INTERVENTION');
    await rerunTests(spine, client.actor, { ...by(), test_timeout_ms: 90_000 });
    const leased = await machine.do('run_tests', 5);
    assert.equal(leased.status, 'completed');
    await client.waitForState('WAITING_INTERVENTION', 2);
    const { attempts: told } = await getFallback(spine, client.actor, by());
    assert.deepEqual(
      told.map(({ number }) => number),
      [1, 2, 3],
    );
  });

  it('closes the request within five seconds of a cancel', async () => {
    model.next(plansAnswer(), { do: 'hang', before: 'text' });
    await pinned();
    const entry = await model.until(
      ({ body, ending }) => ending === 'open' && JSON.stringify(body).includes('EXACT_SEARCH'),
    );
    const cancelled_at = performance.now();
    await cancelJob(spine, client.actor, by());
    await model.until((each) => each === entry && each.closed_at !== null);
    assert.ok((entry.closed_at ?? Infinity) - cancelled_at < 5000);
  });

  for (const [what, script, said] of [
    [
      'has no credit left',
      { do: 'refuse', status: 402, body: '{"error":{"message":"insufficient_quota"}}' },
      /credit/i,
    ],
    ['lies about who it is', { ...editsAnswer('src/cart.js', TOTAL, RIGHT), model: 'other-model' }, /other-model/],
    ['sends what nobody can read', { do: 'garbage', as: 'events' }, /cannot be read/],
    ['writes without end', { do: 'endless', as: 'text' }, /longer than its limit|more than/],
  ] as const) {
    it(`ends with the reason when the model ${what}, and nothing is lost`, async () => {
      model.next(plansAnswer(), script);
      await pinned();
      await client.waitForState('FALLBACK_REQUIRED');
      const { failure, accepted_events } = await client.job();
      assert.equal(failure?.code, 'MODEL_FAILED');
      assert.match(failure?.detail ?? '', said);
      assert.ok(accepted_events.includes('retry'));
    });
  }

  it('asks again after an answer that broke off', async () => {
    model.next(plansAnswer(), { do: 'cut', text: '{"note": "x", "ed' }, right());
    await pinned();
    await attempts(1, 1);
    await client.waitForState('DELIVERED');
  });

  it('is not begun at all where the next attempt could cost more than the cap', async () => {
    const dear = { ...wrong(), claims: 29_000 };
    model.next(plansAnswer(), ...Array.from({ length: 6 }, () => dear));
    await pinned();
    await attempts(1, 3);
    await client.waitForState('WAITING_INTERVENTION');
    await intervene(spine, client.actor, { ...by(), command: 'retry' });
    await attempts(4, 3);
    await client.waitForState('WAITING_INTERVENTION', 2);
    const asked = model.book.length;
    await intervene(spine, client.actor, { ...by(), command: 'retry' });
    await client.waitForState('FALLBACK_REQUIRED');
    assert.equal((await client.job()).failure?.code, 'COST_CAP_REACHED');
    assert.equal(model.book.length, asked, 'a call was made all the same');
  });

  it('is turned into a specification by a person’s words, as a preview only', async () => {
    model.next(plansAnswer());
    await begin();
    await machine.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    await selectProposal(spine, client.actor, { ...by(), level: 'STANDARD' });
    const spec = await getSpec(spine, client.actor, by());
    const kept = spec.sdd.map((item) => item);
    const added = {
      id: null,
      kind: 'keep',
      statement: 'The empty list stays 0.',
      paths: ['src/cart.js'],
      symbols: [],
      test_ids: [],
    };
    const strange = { ...added, paths: ['src/elsewhere.js'] };
    const say = (item: object) =>
      ({ do: 'answer', text: JSON.stringify({ bdd: spec.bdd, sdd: [...kept, item], note: 'One more.' }) }) as const;
    model.next(say(strange), say(added));
    const { revision_token } = spec;
    const preview = await convertSpec(
      spine,
      client.actor,
      { ...by(), revision_token, text: 'keep empty lists at 0' },
      AbortSignal.timeout(20_000),
    );
    assert.equal(preview.sdd.at(-1)?.statement, 'The empty list stays 0.');
    assert.equal(preview.receipts.length, 2, 'the first answer named a file that nobody spoke of');
    assert.equal((await getSpec(spine, client.actor, by())).revision, spec.revision);
  });

  it('is reported on the plan for enterprises, before a plan is chosen', async () => {
    const actor = await actorOn('ENTERPRISE');
    client = await ScriptedClient.begin(spine, {}, actor);
    await client.do('collect_context', GOOD);
    await client.waitForState('WAITING_STRATEGY');
    const report = await getAnalysisReport(spine, actor, by());
    assert.equal(report.plans.length, 3);
    assert.ok(
      client.events.some(
        ({ type, data }) => type === 'state_change' && 'to' in data && data.to === 'GENERATING_ANALYSIS_REPORT',
      ),
    );
  });
});
