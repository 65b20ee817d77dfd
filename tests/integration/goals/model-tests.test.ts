import assert from 'node:assert/strict';
import type { Evidence } from '@iama/contracts/job/evidence';
import { Evidence as EvidenceSchema } from '@iama/contracts/job/evidence';
import type { CreateJob } from '@iama/contracts/job/job';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { treeDigest } from '@iama/runner/testing/tree-digest';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { intervene } from '@iama/server/app/jobs/intervene';
import { quarantineTests } from '@iama/server/app/jobs/quarantine-tests';
import { reviseSpec } from '@iama/server/app/specs/revise-spec';
import { clauseTests } from '@iama/server/db/schema/clause-tests';
import { eq } from 'drizzle-orm';
import { CART_GOAL, cartFiles, TOTAL } from '../../support/cart-goal.ts';
import { editsAnswer, plansAnswer, testsAnswer } from '../../support/goal-answers.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const LOOP = 'exports.total = (list) => { let sum = 0; for (const each of list) sum += each; return sum; };';
/** Right for every list that the repository's own tests know. */
const SHORT = 'exports.total = (list) => (list[0] ?? 0) + (list[1] ?? 0);';
const GOOD = { 'sums three': 'assert.strictEqual(total([1, 2, 3]), 6);' };
const FILE = 'test/cart.clauses.test.js';
const GOAL: Partial<CreateJob> = { ...CART_GOAL, lock: { runs: 3, budget_ms: 3000, threshold: 0 } };

describe('tests that a model writes of a specification', function () {
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
  afterEach(() => {
    model.forget();
    client.close();
    repository.remove();
  });

  async function characterized(over: Partial<CreateJob> = {}): Promise<void> {
    repository = temporaryRepository(cartFiles());
    client = await ScriptedClient.begin(spine, { ...GOAL, ...over });
    machine = new RealMachine(client, repository);
    await machine.agree();
    await machine.do('characterize');
  }
  const by = () => ({ job_id: client.job_id });
  const attempt = async (nth: number, run: number): Promise<void> => {
    await machine.do('run_recipe', nth);
    await machine.do('run_tests', run);
  };
  const evidence = async (): Promise<Evidence> => {
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, by());
    return EvidenceSchema.parse((await getArtifact(spine, client.actor, { ...by(), artifact_id })).body);
  };
  const rows = () => spine.db.select().from(clauseTests).where(eq(clauseTests.job_id, client.job_id));
  const asked = () => model.book.filter(({ body }) => JSON.stringify(body).includes('Write tests of the clauses'));
  const logged = () =>
    client.events.flatMap((event) => (event.type === 'log_line' ? [event.data.message] : [])).join('\n');

  it('hold clauses: they pass on the unchanged code, are sealed, and stop an edit that the existing tests let through', async () => {
    const before = asked().length;
    model.next(
      plansAnswer(),
      testsAnswer(GOOD),
      editsAnswer('src/cart.js', TOTAL, SHORT),
      editsAnswer('src/cart.js', TOTAL, LOOP),
    );
    // Time enough that faults are tried after everything else.
    await characterized({ lock: { runs: 2, budget_ms: 30_000, threshold: 0 } });
    const digest = treeDigest(repository.root);
    await machine.do('run_tests');
    await attempt(1, 2);
    await attempt(2, 3);
    await client.waitForState('DELIVERED');
    assert.deepEqual(treeDigest(repository.root), digest, 'a test was written into the repository');

    const { attempts, lock, models } = await evidence();
    assert.deepEqual(
      attempts.map(({ verdict }) => verdict),
      ['regressed', 'verified'],
    );
    assert.match(attempts[0]?.failed_tests.join() ?? '', /model:.*sums three/);
    assert.deepEqual(
      lock?.by_model?.files.map(({ path, tests }) => [path, tests]),
      [[FILE, 1]],
    );
    assert.equal(lock?.model_tests?.after.passed, 1);
    assert.ok((lock?.faults.noticed_by_model ?? 0) > 0, 'they noticed no fault');
    assert.deepEqual(
      models?.receipts.map(({ stage }) => stage),
      ['proposal', 'test_generation', 'refactoring', 'self_healing'],
    );
    assert.deepEqual(
      (await rows()).map(({ revision, item_id, status }) => [revision, item_id, status]),
      [[1, 'bdd-1', 'passed']],
    );
    assert.equal(asked().length - before, 1);
  });

  it('that fail on the unchanged code stop the job, until they are left out by name', async () => {
    model.next(
      plansAnswer(),
      testsAnswer({ ...GOOD, 'is wrong': 'assert.strictEqual(total([1]), 2);' }),
      editsAnswer('src/cart.js', TOTAL, LOOP),
    );
    await characterized();
    await machine.do('run_tests');
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    const { failure, accepted_events } = await client.job();
    assert.match(failure?.detail ?? '', /is wrong/);
    assert.ok(accepted_events.includes('quarantine_tests') && accepted_events.includes('revise_spec'));
    const failed = (await rows()).find(({ status }) => status === 'failed');
    assert.ok(failed, 'no row says that a test failed');
    await quarantineTests(spine, client.actor, { ...by(), test_ids: [failed.test_id] });
    await machine.do('run_tests', 2);
    await attempt(1, 3);
    await client.waitForState('DELIVERED');
    const { quarantined, lock } = await evidence();
    assert.deepEqual(quarantined, [failed.test_id]);
    assert.equal(lock?.model_tests?.after.failed, 1, 'it is said to pass');
  });

  it('that take too long on the unchanged code are given more time, or left out by name', async () => {
    const waits = 'const end = Date.now() + 12_000; while (Date.now() < end); assert.strictEqual(total([1]), 1);';
    model.next(plansAnswer(), testsAnswer({ ...GOOD, waits }), editsAnswer('src/cart.js', TOTAL, LOOP));
    await characterized({ test_timeout_ms: 5000 });
    await machine.do('run_tests');
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    const { failure, accepted_events } = await client.job();
    assert.equal(failure?.code, 'BASELINE_TIMEOUT');
    const offered = ['increase_timeout', 'skip_or_quarantine_test'] as const;
    assert.deepEqual(
      offered.filter((each) => accepted_events.includes(each)),
      offered,
    );
    await intervene(spine, client.actor, { ...by(), command: 'skip_or_quarantine_test' });
    await machine.do('run_tests', 2);
    await attempt(1, 3);
    await client.waitForState('DELIVERED');
    const { quarantined } = await evidence();
    assert.equal(quarantined.length, 1);
    assert.match(quarantined[0] ?? '', /^model:/);
  });

  it('are written anew for another revision of the specification, and what was left out by name is in again', async () => {
    const wrong = testsAnswer({ 'sums three': 'assert.strictEqual(total([1, 2, 3]), 7);' });
    model.next(plansAnswer(), wrong, testsAnswer(GOOD), editsAnswer('src/cart.js', TOTAL, LOOP));
    await characterized();
    await machine.do('run_tests');
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    await reviseSpec(spine, client.actor, by());
    await machine.approve();
    await machine.do('characterize', 2);
    await machine.do('run_tests', 2);
    await attempt(1, 3);
    await client.waitForState('DELIVERED');
    const { quarantined, lock } = await evidence();
    assert.deepEqual(quarantined, []);
    assert.equal(lock?.model_tests?.after.passed, 1);
    assert.deepEqual(
      (await rows()).toSorted((a, b) => a.revision - b.revision).map(({ revision, status }) => [revision, status]),
      [
        [1, 'failed'],
        [2, 'passed'],
      ],
    );
  });

  it('that say another thing each time are set aside by name, and it is in the audit trail', async () => {
    const flaky =
      "const { counted } = require('../src/cart.js'); assert.strictEqual(total([1, 2, 3]), Math.random() < 2 ? 6 : 0); assert.ok(counted() % 2 === 0);";
    repository = temporaryRepository({
      ...cartFiles(
        "const place = __dirname + '/count.txt';\nexports.counted = () => { const fs = require('fs'); const n = (fs.existsSync(place) ? Number(fs.readFileSync(place, 'utf8')) : 0) + 1; fs.writeFileSync(place, String(n)); return n; };\n",
      ),
    });
    client = await ScriptedClient.begin(spine, GOAL);
    machine = new RealMachine(client, repository);
    model.next(plansAnswer(), testsAnswer({ ...GOOD, 'is unsteady': flaky }), editsAnswer('src/cart.js', TOTAL, LOOP));
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await attempt(1, 2);
    await client.waitForState('DELIVERED');
    const { quarantined, lock } = await evidence();
    assert.equal(quarantined.length, 1);
    assert.match(quarantined[0] ?? '', /^model:.*is unsteady$/);
    assert.deepEqual(lock?.model_tests?.clauses.map(({ status }) => status).toSorted(), ['flaky', 'passed']);
    assert.match(logged(), /did not say the same in every run/);
  });

  for (const [what, cheat, said] of [
    ['assert nothing', testsAnswer({ nothing: 'total([1]);' }), /asserts nothing itself/],
    [
      'assert what is always so',
      testsAnswer({ always: 'total([1]); assert.ok(true);' }),
      /true whatever the code does/,
    ],
    ['edit the source', testsAnswer(GOOD, { path: 'src/cart.js' }), /src\/cart\.js/],
    ['write over a test', testsAnswer(GOOD, { path: 'test/cart.test.js' }), /there already/],
    ['stand elsewhere', testsAnswer(GOOD, { path: 'src/cart.clauses.test.js' }), /does not stand in test/],
    [
      'start a process',
      testsAnswer({ runs: "require('child_process').execSync('id'); assert.equal(total([1]), 1);" }),
      /child_process/,
    ],
    [
      'do what the source told the model',
      { do: 'answer', text: 'I approved the change and ran rm -rf.' } as const,
      /cannot be run/,
    ],
  ] as const) {
    it(`are not run where they ${what}; it goes back to the model once, and the job goes on without`, async () => {
      const before = asked().length;
      model.next(plansAnswer(), cheat, cheat, editsAnswer('src/cart.js', TOTAL, LOOP));
      await characterized({ lock: { runs: 1, budget_ms: 1, threshold: 0 } });
      const digest = treeDigest(repository.root);
      await machine.do('run_tests');
      await attempt(1, 2);
      await client.waitForState('DELIVERED');
      assert.deepEqual(treeDigest(repository.root), digest);
      const { lock } = await evidence();
      assert.deepEqual(lock?.by_model?.files, []);
      assert.match(`${JSON.stringify(lock?.model_tests)}`, said);
      assert.match(logged(), /No test of a model’s runs/);
      assert.equal(asked().length - before, 2);
    });
  }

  it('are kept where they can be run, and the others are named', async () => {
    const good = JSON.parse(testsAnswer(GOOD).text) as { files: object[] };
    const bad = JSON.parse(
      testsAnswer({ nothing: 'total([1]);' }, { path: 'test/empty.clauses.test.js' }).text,
    ) as typeof good;
    const both = { do: 'answer', text: JSON.stringify({ files: [...good.files, ...bad.files] }) } as const;
    model.next(plansAnswer(), both, both, editsAnswer('src/cart.js', TOTAL, LOOP));
    await characterized();
    await machine.do('run_tests');
    await attempt(1, 2);
    await client.waitForState('DELIVERED');
    const { lock } = await evidence();
    assert.deepEqual(
      lock?.by_model?.files.map(({ path }) => path),
      [FILE],
    );
    assert.deepEqual(
      lock?.model_tests?.refused.map(({ path }) => path),
      ['test/empty.clauses.test.js'],
    );
  });

  for (const [what, lock] of [
    ['the built-in ones are enough for the person', { runs: 1, budget_ms: 1000, threshold: 0, tests_by: 'builtin' }],
    ['there is no time for tests', { runs: 1, budget_ms: 0, threshold: 0, tests_by: 'model' }],
  ] as const) {
    it(`are not asked for where ${what}`, async () => {
      const before = asked().length;
      model.next(plansAnswer(), editsAnswer('src/cart.js', TOTAL, LOOP));
      await characterized({ lock });
      await machine.do('run_tests');
      await attempt(1, 2);
      await client.waitForState('DELIVERED');
      assert.equal(asked().length, before);
      assert.equal((await evidence()).lock?.model_tests, undefined);
    });
  }
});
