import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';

const CLI = fileURLToPath(new URL('../../cli/bin/iama.js', import.meta.url));

describe('iama models', function () {
  this.timeout(120_000);
  let model: ScriptedModel;
  let plane: ControlPlane;
  let home: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'iama-models-'));
    model = await startScriptedModel({ key: 'sk-right-key' });
  });
  afterEach(() => plane.stop());
  after(async () => {
    await model.close();
    await rm(home, { recursive: true, force: true });
  });

  async function iama(...args: string[]) {
    const env = { ...process.env, IAMA_HOME: home, IAMA_DATA_DIR: plane.data_dir, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout, stderr };
  }

  it('answers, streams and is counted; a wrong name is told from a right one', async () => {
    const env = { IAMA_MODEL: 'scripted-1', IAMA_MODEL_URL: model.base_url, IAMA_MODEL_KEY: 'sk-right-key' };
    plane = await startControlPlane(env);
    const shown = await iama('models', 'test');
    assert.equal(shown.code, 0, shown.stderr);
    assert.match(shown.stdout, /ok {2}default {2}scripted-1 answers at http.*, and streams\./);
    assert.match(shown.stdout, /tokens in, \d+ out, no price configured/);

    const told = await iama('models', 'test', 'default', '--json');
    const [result] = (JSON.parse(told.stdout) as { items: Record<string, unknown>[] }).items;
    assert.equal(result?.['ok'], true);

    const other = await iama('models', 'test', 'defult');
    assert.equal(other.code, 2);
    assert.match(other.stderr, /UNKNOWN_MODEL.*defult[\s\S]*Did you mean default\?/);
  });

  it('says what is wrong, and exits with 1', async () => {
    const env = { IAMA_MODEL: 'scripted-1', IAMA_MODEL_URL: model.base_url, IAMA_MODEL_KEY: 'sk-wrong-key' };
    plane = await startControlPlane(env);
    const shown = await iama('models', 'test');
    assert.equal(shown.code, 1);
    assert.match(shown.stderr, /MODEL_KEY_REFUSED.*401: it refuses the key/);
    assert.match(shown.stderr, /Check that the key is whole/);
    const told = await iama('models', 'test', '--json');
    assert.equal(told.code, 1);
    assert.equal((JSON.parse(told.stderr) as { code: string }).code, 'MODEL_KEY_REFUSED');
    assert.doesNotMatch(shown.stderr + told.stdout + told.stderr, /sk-wrong-key/);
  });

  it('says that none is configured, and that recipes need none', async () => {
    plane = await startControlPlane();
    const shown = await iama('models', 'test');
    assert.equal(shown.code, 3);
    assert.match(shown.stderr, /MODEL_NOT_CONFIGURED[\s\S]*Recipes work without one/);
    const listed = await iama('models', 'list');
    assert.equal(listed.code, 0);
    assert.match(listed.stdout, /No model is configured/);
  });
});
