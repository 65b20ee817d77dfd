import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';

const CLI = fileURLToPath(new URL('../../cli/bin/iama.js', import.meta.url));
const FILES = {
  'package.json': '{ "name": "shop", "scripts": { "test": "node --test test/*.test.js" } }',
  'src/price.js':
    'function forgotten(list) {\n  return list.length > 3;\n}\nconst price = (net) => net * 2;\nmodule.exports = { price };\n',
  'test/price.test.js': [
    "const test = require('node:test');",
    "const assert = require('node:assert');",
    "const { readFileSync } = require('node:fs');",
    "const { setTimeout: wait } = require('node:timers/promises');",
    "const { price } = require('../src/price.js');",
    "test('doubles', async () => {",
    "  if (!readFileSync('src/price.js', 'utf8').includes('forgotten')) await wait(11000);",
    '  assert.strictEqual(price(1), 2);',
    '});',
    '',
  ].join('\n'),
};

describe('a job whose tests hang with the change, by the command line', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  let root: string;
  before(async () => {
    plane = await startControlPlane();
    root = await mkdtemp(join(tmpdir(), 'iama-slow-'));
  });
  after(async () => {
    await plane.stop();
    await rm(root, { recursive: true, force: true });
  });

  const iama = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, IAMA_HOME: join(root, 'home'), IAMA_DATA_DIR: plane.data_dir, NODE_OPTIONS: '' };
      const options = { cwd: join(root, 'repository'), env, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile(process.execPath, [CLI, ...args], options, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  it('stops and says what can be answered, and goes on when the tests get more time', async () => {
    const repository = join(root, 'repository');
    for (const [path, text] of Object.entries(FILES)) {
      await mkdir(join(repository, path, '..'), { recursive: true });
      await writeFile(join(repository, path), text);
    }
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: repository });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--no-gpg-sign', '-m', 'Begin');

    const pinning = ['--lock-budget', '0', '--baseline-runs', '1', '--test-timeout', '9'];
    const stopped = await iama('refactor', '--recipe', 'unused-code', '--yes', '--json', ...pinning);
    const problem = JSON.parse(stopped.stderr) as { code: string; detail: string; next: string; job_id: string };
    assert.equal(problem.code, 'WAITING_INTERVENTION', stopped.stderr);
    assert.match(problem.detail, /TIMEOUT_EXECUTION/);
    assert.match(problem.next, /increase_timeout\|skip_or_quarantine_test\|continue_repair/);
    const job_id = /iama intervene (\S+)/.exec(problem.next)?.[1] ?? '';

    const skipped = await iama('intervene', job_id, '--with', 'skip_or_quarantine_test', '--yes', '--json');
    assert.equal((JSON.parse(skipped.stderr) as { code: string }).code, 'NOTHING_LEFT_TO_COMPARE');
    const more = ['--with', 'increase_timeout', '--test-timeout', '90'];
    const done = await iama('intervene', job_id, ...more, '--yes', '--json');
    assert.equal(done.code, 0, done.stderr);
    const last = JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '') as { evidence: { verdict: string } };
    assert.equal(last.evidence.verdict, 'verified');
  });
});
