import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RunnerError } from '../errors/runner-error.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { copyWorkspace } from './copy-workspace.ts';
import { testEnvironment } from './test-environment.ts';

describe('copying a workspace for a run', () => {
  let repository: TemporaryRepository;
  let workspace: Workspace;
  let base: string;
  let copy: string;

  beforeEach(async () => {
    repository = temporaryRepository({
      '.gitignore': 'node_modules\n.venv\n.env\ndist\n',
      'package.json': '{"workspaces":["packages/*"]}',
      'packages/a/index.js': "module.exports = 'original';\n",
      'packages/a/package.json': '{"name":"@own/a"}',
      'packages/b/index.js': "module.exports = require('@own/a');\n",
      'run.sh': '#!/bin/sh\n',
    });
    workspace = await openWorkspace(repository.root);
    base = realpathSync(mkdtempSync(join(tmpdir(), 'iama-copy-')));
    copy = join(base, 'copy');
  });
  afterEach(() => {
    repository.remove();
    rmSync(base, { recursive: true, force: true });
  });

  const run = () => copyWorkspace(workspace, copy, new AbortController().signal);

  it('copies tracked and untracked files with their modes, not what git ignores', async () => {
    repository.write('run.sh', '#!/bin/sh\n', 0o755);
    repository.write('untracked.js', '');
    repository.write('.env', 'SECRET=1');
    repository.write('dist/out.js', '');
    await run();
    assert.equal(statSync(join(copy, 'run.sh')).mode & 0o777, 0o755);
    assert(existsSync(join(copy, 'untracked.js')));
    for (const path of ['.env', 'dist', '.git']) assert(!existsSync(join(copy, path)), path);
  });

  it('keeps what a test writes away from the workspace', async () => {
    const before = treeDigest(repository.root);
    await run();
    writeFileSync(join(copy, 'packages/a/index.js'), 'broken');
    writeFileSync(join(copy, 'packages/a/new.js'), '');
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('links dependencies, but leads the repository’s own packages to their copies', async () => {
    repository.write('node_modules/left-pad/index.js', '');
    repository.write('node_modules/.cache/x', '');
    repository.write('packages/b/node_modules/nested/index.js', '');
    mkdirSync(join(repository.root, 'node_modules/@own'));
    symlinkSync('../../packages/a', join(repository.root, 'node_modules/@own/a'));
    mkdirSync(join(repository.root, 'node_modules/.bin'));
    symlinkSync('../@own/a/index.js', join(repository.root, 'node_modules/.bin/a'));
    repository.write('.venv/bin/python', '');
    await run();
    assert.equal(readlinkSync(join(copy, 'node_modules/left-pad')), join(repository.root, 'node_modules/left-pad'));
    assert.equal(readlinkSync(join(copy, '.venv')), join(repository.root, '.venv'));
    assert(existsSync(join(copy, 'packages/b/node_modules/nested/index.js')));
    assert(!existsSync(join(copy, 'node_modules/.cache')), 'caches stay the person’s own');
    assert.equal(realpathSync(join(copy, 'node_modules/.bin/a')), join(copy, 'packages/a/index.js'));
    writeFileSync(join(copy, 'packages/a/index.js'), "module.exports = 'changed';\n");
    const seen = execFileSync(process.execPath, ['-p', "require('./packages/b')"], { cwd: copy, encoding: 'utf8' });
    assert.equal(seen.trim(), 'changed');
  });

  it('keeps links inside the copy, and never copies through one that leaves', async () => {
    const outside = join(repository.root, '..', 'outside');
    mkdirSync(outside);
    symlinkSync(join(repository.root, 'run.sh'), join(repository.root, 'absolute'));
    symlinkSync('packages/a', join(repository.root, 'relative'));
    symlinkSync('../outside', join(repository.root, 'out'));
    await run();
    assert.equal(realpathSync(join(copy, 'absolute')), join(copy, 'run.sh'));
    assert.equal(realpathSync(join(copy, 'relative')), join(copy, 'packages/a'));
    assert.equal(readlinkSync(join(copy, 'out')), outside);
  });

  it('says so when the disk is full', async function () {
    mkdirSync(copy);
    try {
      execFileSync('sh', ['-c', 'mount -t tmpfs -o size=64k tmpfs "$0"', copy], { stdio: 'ignore' });
    } catch {
      // Only root may mount a small disk.
      this.skip();
    }
    try {
      repository.write('large.bin', Buffer.alloc(512 * 1024));
      await assert.rejects(copyWorkspace(workspace, copy, new AbortController().signal), (error: unknown) => {
        assert(error instanceof RunnerError);
        assert.equal(error.code, 'DISK_FULL');
        return true;
      });
    } finally {
      execFileSync('sh', ['-c', 'umount "$0"', copy]);
    }
  });
});

describe('the environment of a test run', () => {
  it('holds what finds programs, and no keys', () => {
    const parent = {
      PATH: `/iama/node_modules/.bin:/usr/bin:/x/node-gyp-bin:${dirname('/opt/node/bin/node')}`,
      HOME: '/home/me',
      LC_ALL: 'C.UTF-8',
      AWS_SECRET_ACCESS_KEY: 'x',
      GITHUB_TOKEN: 'x',
      NODE_OPTIONS: '--inspect',
      npm_config_registry: 'x',
      IAMA_TOKEN: 'x',
    };
    assert.deepEqual(testEnvironment(parent, { EXTRA: '1' }), {
      PATH: '/usr/bin:/opt/node/bin',
      HOME: '/home/me',
      LC_ALL: 'C.UTF-8',
      CI: '1',
      EXTRA: '1',
    });
  });
});
