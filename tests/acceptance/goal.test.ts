import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOP, makeCart, TOTAL, WRONG } from '../support/cart.ts';
import { editsAnswer, plansAnswer, testsAnswer } from '../support/goal-answers.ts';
import { startScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { runIama } from './run-iama.ts';

/** With a real endpoint given by the environment, the same job runs on it; a model of its own says other things. */
const REAL = process.env['IAMA_TEST_MODEL_URL'];

describe('iama refactor --goal', function () {
  this.timeout(240_000);
  let model: ScriptedModel;
  let plane: ControlPlane;
  let home: string;
  let repository: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'iama-goal-'));
    model = await startScriptedModel();
    plane = await startControlPlane({
      IAMA_MODEL: process.env['IAMA_TEST_MODEL'] ?? 'scripted-1',
      IAMA_MODEL_URL: REAL ?? model.base_url,
      IAMA_MODEL_KEY: process.env['IAMA_TEST_MODEL_KEY'] ?? 'none',
    });
  });
  beforeEach(async () => {
    repository = await makeCart();
  });
  afterEach(() => rm(repository, { recursive: true, force: true }));
  after(async () => {
    await plane.stop();
    await model.close();
    await rm(home, { recursive: true, force: true });
  });

  async function iama(...args: string[]) {
    const { code, out, err } = await runIama({ home, data_dir: plane.data_dir, cwd: repository }, args);
    return { code, out: out + err };
  }
  const cart = (): string => readFileSync(join(repository, 'src/cart.js'), 'utf8');
  const goal = ['refactor', 'src/cart.js', '--goal', 'Sum with a plain loop.', '--yes', '--accept-weak-lock'];

  it('plans, writes, proves, applies and takes back', async () => {
    const tests = testsAnswer({ 'sums three': 'assert.strictEqual(total([1, 2, 3]), 6);' }, { esm: true });
    model.next(plansAnswer(), tests, editsAnswer('src/cart.js', TOTAL, LOOP));
    const done = await iama(...goal);
    assert.equal(done.code, 0, done.out);
    assert.match(done.out, /verified/);
    if (REAL === undefined)
      assert.match(done.out, /tests of a model’s hold 1 of \d+ clauses: 1 passed before, 1 after/);
    assert.equal(cart(), `${TOTAL}\n`, 'nothing is written before an apply');
    const id = /Job\s+(\S+)/.exec(done.out)?.[1] ?? '';
    const applied = await iama('apply', id);
    assert.equal(applied.code, 0, applied.out);
    if (REAL === undefined) assert.equal(cart(), `${LOOP}\n`);
    else assert.notEqual(cart(), `${TOTAL}\n`);
    const back = await iama('revert', id);
    assert.equal(back.code, 0, back.out);
    assert.equal(cart(), `${TOTAL}\n`);
  });

  it('waits when it is stuck, and goes on with what the person says', async function () {
    if (REAL !== undefined) this.skip();
    const wrong = editsAnswer('src/cart.js', TOTAL, WRONG);
    model.next(plansAnswer(), wrong, wrong, wrong, editsAnswer('src/cart.js', TOTAL, LOOP));
    const stuck = await iama(...goal, '--tests-by', 'builtin');
    assert.equal(stuck.code, 1, stuck.out);
    assert.match(stuck.out, /WAITING_INTERVENTION[\s\S]*iama intervene (\S+) --yes --with retry\|stop_repair/);
    const id = /iama intervene (\S+)/.exec(stuck.out)?.[1] ?? '';
    const refused = await iama('intervene', id, '--yes', '--with', 'deep_fix');
    assert.match(refused.out, /ILLEGAL_TRANSITION[\s\S]*--with retry or --with stop_repair/);
    const healed = await iama(
      'intervene',
      id,
      '--yes',
      '--with',
      'retry',
      '--say',
      'add the numbers, do not count them',
    );
    assert.equal(healed.code, 0, healed.out);
    assert.match(JSON.stringify(model.book.at(-1)?.body), /add the numbers, do not count them/);
  });

  it('says that a goal needs a model, and that a recipe takes none', async () => {
    const both = await iama('refactor', '--recipe', 'unused-code', '--goal', 'x', '--yes');
    assert.equal(both.code, 2);
    assert.match(both.out, /RECIPE_AND_GOAL/);
    const silent = await iama('refactor', '--recipe', 'goal', '--yes');
    assert.match(silent.out, /MISSING_GOAL/);
  });
});
