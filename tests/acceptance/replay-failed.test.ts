import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOP, makeCart, TOTAL, WRONG } from '../support/cart.ts';
import { editsAnswer, plansAnswer } from '../support/goal-answers.ts';
import { startScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { runIama } from './run-iama.ts';

const GOAL = ['refactor', 'src/cart.js', '--goal', 'Sum with a plain loop.', '--yes', '--tests-by', 'builtin'];

interface Told {
  readonly verdict: string;
  readonly state: string;
  readonly failure: { readonly code: string } | null;
  readonly missing: readonly { readonly part: string }[];
  readonly attempts: readonly { readonly verdict: string; readonly failed_tests: readonly string[] }[];
}

describe('a job that failed and is looked at again', function () {
  this.timeout(240_000);
  let model: ScriptedModel;
  let plane: ControlPlane;
  let home: string;
  let repository: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'iama-failed-'));
    model = await startScriptedModel({ models: ['scripted-1', 'scripted-2'] });
    const entry = (name: string) => ({ model: name, base_url: model.base_url });
    const models = join(home, 'models.json');
    await writeFile(models, JSON.stringify({ models: { default: entry('scripted-1'), careful: entry('scripted-2') } }));
    plane = await startControlPlane({ IAMA_MODELS_FILE: models });
    repository = await makeCart();
  });
  after(async () => {
    await plane.stop();
    await model.close();
    await rm(repository, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  });

  const iama = (...args: string[]) => runIama({ home, data_dir: plane.data_dir, cwd: repository }, args);
  const evidenceIn = async (bundle: string): Promise<Told> =>
    JSON.parse(await readFile(join(bundle, 'evidence.json'), 'utf8')) as Told;

  it('has a bundle that holds, says what it cannot vouch for, and is a place to begin anew from', async () => {
    const wrong = editsAnswer('src/cart.js', TOTAL, WRONG);
    model.next(plansAnswer(), wrong, wrong, wrong);
    const stuck = await iama(...GOAL, '--accept-weak-lock');
    const id = /iama intervene (\S+)/.exec(stuck.err)?.[1] ?? '';
    const waiting = await iama('evidence', id);
    assert.match(waiting.out, /not delivered, regressed[^]*WAITING_INTERVENTION[^]*may be done: .*retry/);
    await iama('intervene', id, '--yes', '--with', 'stop_repair');
    const bundle = join(home, 'stuck');
    const written = await iama('evidence', id, '--out', bundle);
    assert.equal(written.code, 0, written.err);
    assert.match(written.out, /VERIFICATION_FAILED: [^]*Next: [^]*attempt 3 {2}L1, regressed[^]*adds[^]*missing/);

    const checked = await iama('verify', bundle);
    assert.match(checked.out, /^Intact: \d+ files/);
    const { verdict, state, failure, missing, attempts } = await evidenceIn(bundle);
    assert.deepEqual([verdict, state, failure?.code], ['regressed', 'FALLBACK_REQUIRED', 'VERIFICATION_FAILED']);
    assert.deepEqual(
      missing.map(({ part }) => part),
      ['sealed_evidence'],
    );
    assert.deepEqual(
      attempts.map((each) => each.verdict),
      ['regressed', 'regressed', 'regressed'],
    );
    assert(attempts.every(({ failed_tests }) => failed_tests.some((name) => /adds/.test(name))));
    assert.match(await readFile(join(bundle, 'evidence.md'), 'utf8'), /Not delivered: VERIFICATION_FAILED/);

    const told = await iama('replay', bundle);
    assert.match(
      told.out,
      /Attempt 3 \(L1\): regressed[^]*WAITING_INTERVENTION\n[^]*Decision: stop repair[^]*FALLBACK_REQUIRED: VERIFICATION_FAILED\n[^]*You stopped the repair\.[^]*Next: [^]*cart\.total[^]*May be done: .*retry/,
    );

    const agreed = /^ *(\d+) .*Specification, revision 1/m.exec(told.out)?.[1] ?? '';
    model.next(plansAnswer(), editsAnswer('src/cart.js', TOTAL, LOOP));
    const asked = model.book.length;
    const fork = ['fork', bundle, '--from', agreed, '--model', 'careful', '--tests-by', 'builtin'];
    const again = await iama(...fork, '--yes', '--accept-weak-lock');
    assert.equal(again.code, 0, again.out + again.err);
    assert.deepEqual(
      model.book.slice(asked).map(({ body }) => body.model),
      ['scripted-2', 'scripted-2'],
    );
  });

  it('has one that says how far it came, when nothing usable was written and it was cancelled', async () => {
    const sealed = editsAnswer('test/cart.test.js', "test('adds',", "test.skip('adds',");
    model.next(plansAnswer(), ...Array.from({ length: 6 }, () => sealed));
    const stuck = await iama(...GOAL, '--accept-weak-lock');
    const id = /iama intervene (\S+)/.exec(stuck.err)?.[1] ?? '';
    await iama('cancel', id);
    const bundle = join(home, 'cancelled');
    const written = await iama('evidence', id, '--out', bundle);
    assert.equal(written.code, 0, written.err);
    const { verdict, failure, missing, attempts } = await evidenceIn(bundle);
    assert.deepEqual([verdict, failure?.code], ['unverified', 'USER_CANCELLED']);
    assert.deepEqual(
      attempts.map((each) => each.verdict),
      ['unusable', 'unusable', 'unusable'],
    );
    assert.deepEqual(
      missing.map(({ part }) => part),
      ['patch', 'verification', 'sealed_evidence'],
    );
    assert.match((await iama('verify', bundle)).out, /^Intact/);
    const told = await iama('replay', bundle);
    assert.match(
      told.out,
      /Baseline: 2 passed[^]*Attempt 3 \(L1\): unusable[^]*is a test[^]*Decision: cancel[^]*FAILED: USER_CANCELLED\n[^]*You cancelled the job/,
    );
  });
});
