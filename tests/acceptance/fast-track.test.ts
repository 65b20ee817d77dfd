import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCart } from '../support/cart.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { runIama } from './run-iama.ts';

describe('iama refactor --fast-track', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  let home: string;
  let repository: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'iama-fast-'));
    plane = await startControlPlane();
    repository = await makeCart();
    await appendFile(join(repository, 'src/cart.js'), '\nfunction unused() {\n  return 2;\n}\n');
  });
  after(async () => {
    await plane.stop();
    await rm(repository, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  });

  const iama = (...args: string[]) => runIama({ home, data_dir: plane.data_dir, cwd: repository }, args);

  it('is refused on a plan without it, by name, and the job waits for the choice as it did before', async () => {
    const decided = ['--level', 'CONSERVATIVE', '--yes', '--accept-weak-lock'];
    const wanted = ['refactor', 'src/cart.js', '--recipe', 'unused-code', ...decided];
    const refused = await iama(...wanted, '--fast-track');
    assert.notEqual(refused.code, 0);
    assert.match(refused.err, /FAST_TRACK_NOT_IN_PLAN[^]*without fast track/);
    const id = /Job\s+(\S+)/.exec(refused.out)?.[1] ?? '';
    assert.match((await iama('show', id)).out, /WAITING_STRATEGY/);
    const done = await iama('resume', id, ...decided);
    assert.equal(done.code, 0, done.out + done.err);
    const spec = (await iama('spec', id)).out;
    assert.equal(spec.match(/^### /gm)?.length, 3, 'a small change has a small specification');
    assert.match(spec, /Nothing else in this file changes, and no other file is touched\./);
  });
});
