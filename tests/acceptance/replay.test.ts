import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOP, makeCart, TOTAL, WRONG } from '../support/cart.ts';
import { editsAnswer, plansAnswer } from '../support/goal-answers.ts';
import { startScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { runIama } from './run-iama.ts';

interface Shown {
  readonly steps: readonly {
    readonly number: number;
    readonly kind: string;
    readonly verdict?: string;
    readonly tier?: string;
    readonly draft?: { readonly note: string } | null;
    readonly patch?: { readonly files: readonly unknown[] } | null;
    readonly failed_tests?: readonly string[];
    readonly receipts?: readonly unknown[];
  }[];
}

describe('a job that is looked at again', function () {
  this.timeout(240_000);
  let model: ScriptedModel;
  let plane: ControlPlane;
  let home: string;
  let repository: string;
  let bundle: string;
  let shown: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'iama-replay-'));
    model = await startScriptedModel({ models: ['scripted-1', 'scripted-2'] });
    const entry = (name: string) => ({ model: name, base_url: model.base_url });
    const models = join(home, 'models.json');
    await writeFile(models, JSON.stringify({ models: { default: entry('scripted-1'), careful: entry('scripted-2') } }));
    plane = await startControlPlane({ IAMA_MODELS_FILE: models });
    repository = await makeCart();
    bundle = join(home, 'bundle');
    const [wrong, right] = [editsAnswer('src/cart.js', TOTAL, WRONG), editsAnswer('src/cart.js', TOTAL, LOOP)];
    model.next(plansAnswer(), wrong, right);
    const done = await iama(
      'refactor',
      'src/cart.js',
      '--goal',
      'Sum with a plain loop.',
      '--yes',
      '--accept-weak-lock',
      '--tests-by',
      'builtin',
    );
    assert.equal(done.code, 0, done.out + done.err);
    const id = /Job\s+(\S+)/.exec(done.out)?.[1] ?? '';
    const written = await iama('evidence', id, '--out', bundle);
    assert.equal(written.code, 0, written.err);
    shown = (await iama('show', id, '--attempts')).out;
  });
  after(async () => {
    await plane.stop();
    await model.close();
    await rm(repository, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  });

  const iama = (...args: string[]) => runIama({ home, data_dir: plane.data_dir, cwd: repository }, args);
  const steps = async (): Promise<Shown['steps']> =>
    (JSON.parse((await iama('replay', bundle, '--json')).out) as Shown).steps;

  it('is told step by step, with every attempt and why it failed', async () => {
    const told = await iama('replay', bundle);
    assert.equal(told.code, 0, told.err);
    assert.match(told.out, /Three plans, \w+ was chosen/);
    assert.match(told.out, /Specification, revision 1 \(after the plan\)/);
    assert.match(told.out, /Decision: approve spec/);
    assert.match(told.out, /Baseline: 2 passed/);
    assert.match(
      told.out,
      /Attempt 1 \(L1\): regressed[^]*\+export const total = \(list\) => list\.length[^]*x \S+::adds: 2 == 3[^]*x characterization/,
    );
    assert.match(told.out, /Attempt 2 \(L1\): verified[^]*Delivered: verified/);
    const attempts = (await steps()).filter(({ kind }) => kind === 'attempt');
    assert.deepEqual(
      attempts.map(({ verdict, draft, patch, receipts }) => [
        verdict,
        draft?.note,
        patch?.files.length,
        receipts?.length,
      ]),
      [
        ['regressed', 'Done.', 1, 1],
        ['verified', 'Done.', 1, 1],
      ],
    );
    const whole = await iama('replay', bundle, '--step', String(attempts[0]?.number));
    assert.match(whole.out, /Verification {2}1 passed, 1 failed/);
    assert.doesNotMatch(whole.out, /Attempt 2/);
  });

  it('has its attempts in what `iama show` says as well', () => {
    assert.match(
      shown,
      /Attempt 1 {2}L1, regressed, \+1 -1 lines\n {4}~ src\/cart\.js: modify, 1 edit\n {4}x [^]*adds/,
    );
    assert.match(shown, /Attempt 2 {2}L1, verified/);
  });

  it('is not told from a bundle in which a byte was changed, and the place is named', async () => {
    const names = await readdir(join(bundle, 'history'));
    const file = join(bundle, 'history', names.find((name) => name.endsWith('-draft.json')) ?? '');
    const was = await readFile(file, 'utf8');
    await writeFile(file, was.replace('Done.', 'Gone.'));
    const refused = await iama('replay', bundle);
    await writeFile(file, was);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /BUNDLE_CHANGED[^]*history\/\d+-draft\.json: Byte \d+ is 0x47 and was 0x44/);
    assert.match((await iama('replay', bundle, '--step', '999')).err, /STEP_NOT_FOUND/);
  });

  it('begins anew from a step with another model and the specification of a text', async () => {
    const agreed = (await steps()).find(({ kind }) => kind === 'specification')?.number ?? 0;
    const id = (JSON.parse((await iama('jobs', '--json')).out) as { items: { id: string }[] }).items[0]?.id ?? '';
    const spec = join(home, 'spec.md');
    const printed = (await iama('spec', id)).out;
    await writeFile(spec, printed.replace('- **Keep** ', '- **Keep** As I say: '));
    model.next(plansAnswer(), editsAnswer('src/cart.js', TOTAL, LOOP));
    const asked = model.book.length;
    const again = [
      'fork',
      bundle,
      '--from',
      String(agreed),
      '--spec',
      spec,
      '--model',
      'careful',
      '--tests-by',
      'builtin',
    ];
    const done = await iama(...again, '--yes', '--accept-weak-lock');
    assert.equal(done.code, 0, done.out + done.err);
    assert.match(done.out, /revision 2[^]*As I say: [^]*Ready/);
    const calls = model.book.slice(asked).map(({ body }) => body.model);
    assert.deepEqual(calls, ['scripted-2', 'scripted-2']);
    assert.match(JSON.stringify(model.book.at(-1)?.body), /As I say: /);
  });

  it('does not begin anew with a model that nobody has configured, or on files that are others now', async () => {
    const from = ['fork', bundle, '--from', '1', '--yes'];
    const unknown = await iama(...from, '--model', 'nobody');
    assert.match(unknown.err, /MODEL_UNKNOWN[^]*configured: default, careful/);
    const source = join(repository, 'src/cart.js');
    await writeFile(source, `${TOTAL}\n// later\n`);
    const changed = await iama(...from);
    assert.equal(changed.code, 6);
    assert.match(changed.err, /TARGET_CHANGED[^]*src\/cart\.js[^]*--allow-changed/);
    await writeFile(source, `${TOTAL}\n`);
  });

  it('says which clause of its specification is stale by now, also to whoever is about to approve it', async () => {
    const source = join(repository, 'src/cart.js');
    model.otherwise(() => {
      // The plan is made of what was read before, and the person goes on typing.
      writeFileSync(source, `${LOOP}\n`);
      return plansAnswer();
    });
    const told = await iama(
      'refactor',
      'src/cart.js',
      '--goal',
      'Sum with a plain loop.',
      '--yes',
      '--accept-weak-lock',
      '--tests-by',
      'builtin',
    );
    assert.match(told.out, /! change-1 is stale: total \(src\/cart\.js\) has changed since it was written\./);
    const id = /Job\s+(\S+)/.exec(told.out)?.[1] ?? '';
    assert.match((await iama('spec', id)).err, /change-1 is stale/);
    await writeFile(source, `// moved\n${TOTAL}\n`);
    const again = await iama('spec', id);
    assert.doesNotMatch(again.err, /stale/);
    assert.match(again.out, /^# Specification, revision 1/);
  });
});
