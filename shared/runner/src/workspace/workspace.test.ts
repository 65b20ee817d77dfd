import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Preflight } from '@iama/contracts/workspace/preflight';
import { refusedName } from '@iama/engine/edit/refused-name';
import { RunnerError } from '../errors/runner-error.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { listFiles } from './list-files.ts';
import { openWorkspace } from './open-workspace.ts';
import { preflight } from './preflight.ts';
import { projectFingerprint } from './project-fingerprint.ts';
import { readTree } from './read-tree.ts';
import { resolveTarget } from './resolve-target.ts';
import type { Workspace } from './workspace.ts';
import { AS_THE_PERSON, ON_THIS_MACHINE } from '../sandbox/execution.ts';

/** Closes a folder while something runs; the superuser, whom nothing is closed to, becomes somebody else meanwhile. */
async function withClosed(folder: string, run: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['-R', '65534', dirname(dirname(folder))]);
  chmodSync(folder, 0);
  const settings = process.env['GIT_CONFIG_GLOBAL'];
  if (isRoot) {
    process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
    process.seteuid?.(65_534);
  }
  try {
    await run();
  } finally {
    if (isRoot) {
      process.seteuid?.(0);
      if (settings === undefined) delete process.env['GIT_CONFIG_GLOBAL'];
      else process.env['GIT_CONFIG_GLOBAL'] = settings;
    }
    chmodSync(folder, 0o755);
  }
}

describe('a workspace', () => {
  let repository: TemporaryRepository;
  let workspace: Workspace;

  const start = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<void> => {
    repository = temporaryRepository(files);
    workspace = await openWorkspace(repository.root);
  };
  afterEach(() => repository.remove());

  const paths = async (place: Workspace) => (await listFiles(place)).files.map((entry) => entry.path);

  it('is found from any folder in it, and refused elsewhere', async () => {
    await start({ 'src/deep/a.js': '' });
    assert.equal((await openWorkspace(join(repository.root, 'src/deep/a.js'))).root, repository.root);
    await assert.rejects(openWorkspace(repository.data_dir), withCode('NOT_A_REPOSITORY'));
    await assert.rejects(openWorkspace(join(repository.root, '..')), withCode('NOT_A_REPOSITORY'));
    await assert.rejects(openWorkspace(join(repository.root, 'nowhere')), (error: unknown) => {
      assert.ok(error instanceof RunnerError);
      assert.match(error.message, /nowhere does not exist/);
      assert.doesNotMatch(error.next, /git init/, 'a path that is not there is no folder to make a repository of');
      return true;
    });
  });

  it('is read without changing a byte of it, stale index and all', async () => {
    await start({ 'src/a.js': 'export const a = 1;\n', 'package.json': '{"scripts":{"test":"node --test"}}' });
    // Same content, other time: `git status` would refresh the index if it were let.
    utimesSync(join(repository.root, 'src/a.js'), 1, 1);
    repository.git('config', 'core.fsmonitor', 'touch .git/hook-ran');
    const before = treeDigest(repository.root);
    await readTree(workspace);
    const target = await resolveTarget(workspace, '.');
    await preflight({
      workspace,
      target,
      recipe_id: 'unused-code',
      execution: ON_THIS_MACHINE,
      data_dir: repository.data_dir,
    });
    await projectFingerprint(workspace);
    assert.deepEqual(treeDigest(repository.root), before);
    repository.git('-c', 'core.fsmonitor=false', 'status');
    assert.notDeepEqual(
      treeDigest(join(repository.root, '.git')).get('index'),
      before.get('.git/index'),
      'git would have written',
    );
  });

  it('lists what git tracks or does not ignore, with git and without', async () => {
    await start({
      '.gitignore': 'dist/\n*.log\n!keep.log\n',
      'a.js': '',
      'sub/.gitignore': '/local\n',
      'sub/b.js': '',
      'gone.js': '',
    });
    repository.write('dist/out.js', '');
    repository.write('x.log', '');
    repository.write('keep.log', '');
    repository.write('sub/local', '');
    repository.write('deep/local', '');
    repository.write('node_modules/p/index.js', '');
    repository.write('name with ü.js', '');
    rmSync(join(repository.root, 'gone.js'));
    symlinkSync('a.js', join(repository.root, 'link.js'));
    const expected = [
      '.gitignore',
      'a.js',
      'deep/local',
      'keep.log',
      'link.js',
      'name with ü.js',
      'sub/.gitignore',
      'sub/b.js',
    ];
    assert.deepEqual(await paths(workspace), expected);
    assert.deepEqual(await paths({ ...workspace, has_git: false }), expected);
  });

  it('names folders that may not be opened, and lists the rest, with git and without', async function () {
    if (process.platform === 'win32') this.skip();
    await start({ 'open/a.ts': '1\n' });
    repository.write('closed/a.ts', '1\n');
    await withClosed(join(repository.root, 'closed'), async () => {
      for (const has_git of [true, false]) {
        const { files, closed } = await listFiles({ ...workspace, has_git });
        assert.deepEqual([files.map(({ path }) => path), closed], [['open/a.ts'], ['closed']], `git: ${has_git}`);
      }
      const { unreadable } = await readTree(workspace);
      assert.match(JSON.stringify(unreadable), /"closed".*may not be opened/);
    });
  });

  it('reads text, remembers BOMs, and says why it did not read the rest', async () => {
    await start({
      'a.js': '\uFEFFlet a;\r\n',
      'latin.js': Buffer.from([0x61, 0xe9, 0x62]),
      'zero.js': Buffer.from([0x61, 0x00]),
      'big.json': Buffer.alloc(3 * 1024 * 1024, 0x20),
      'image.png': Buffer.from([1, 2, 3]),
    });
    const { tree, boms, unreadable } = await readTree(workspace);
    assert.deepEqual([...tree.files], [['a.js', 'let a;\r\n']]);
    assert.deepEqual([...boms], ['a.js']);
    assert.deepEqual(
      unreadable.map(({ path }) => path),
      ['big.json', 'latin.js', 'zero.js'],
    );
    assert.equal(tree.paths.size, 5);
  });

  it('finds what a person points at', async () => {
    await start({
      'src/cart.js':
        'export class Cart { total() {} #own() {} }\nexport const { a, b: [c] } = x;\nexports.legacy = 1;\n',
    });
    assert.deepEqual(await resolveTarget(workspace, '.'), { kind: 'folder', path: '.' });
    assert.deepEqual(await resolveTarget(workspace, repository.root), { kind: 'folder', path: '.' });
    assert.deepEqual(await resolveTarget(workspace, 'cart.js', { from: join(repository.root, 'src') }), {
      kind: 'file',
      path: 'src/cart.js',
    });
    assert.deepEqual(await resolveTarget(workspace, '../src/', { from: join(repository.root, 'src') }), {
      kind: 'folder',
      path: 'src',
    });
    for (const symbol of ['Cart', 'Cart.total', 'Cart.#own', 'a', 'c', 'legacy']) {
      assert.deepEqual(await resolveTarget(workspace, `src/cart.js#${symbol}`), {
        kind: 'symbol',
        path: 'src/cart.js',
        symbol,
      });
    }
    assert.deepEqual(await resolveTarget(workspace, 'src/cart.js', { symbol: 'Cart' }), {
      kind: 'symbol',
      path: 'src/cart.js',
      symbol: 'Cart',
    });
    repository.write('odd#name.js', '');
    assert.deepEqual(await resolveTarget(workspace, 'odd#name.js'), { kind: 'file', path: 'odd#name.js' });
  });

  it('names the nearest when a target is not there', async () => {
    await start({ 'src/cart.js': 'export function total() {}\n', 'src/order.js': '' });
    await assert.rejects(resolveTarget(workspace, 'src/crat.js'), (error: unknown) => {
      assert(error instanceof RunnerError);
      assert.equal(error.code, 'TARGET_NOT_FOUND');
      assert.match(error.next, /src\/cart\.js/);
      return true;
    });
    await assert.rejects(resolveTarget(workspace, 'src/cart.js#totla'), (error: unknown) => {
      assert(error instanceof RunnerError);
      assert.equal(error.code, 'SYMBOL_NOT_FOUND');
      assert.match(error.next, /total/);
      return true;
    });
  });

  it('refuses targets that leave it, by .. or behind a link', async () => {
    await start({ 'src/a.js': '' });
    const outside = join(repository.root, '..', 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'secret.js'), '');
    symlinkSync(outside, join(repository.root, 'way-out'));
    for (const place of [
      '../outside/secret.js',
      '../../etc/passwd',
      '/etc/passwd',
      'way-out/secret.js',
      'way-out',
      '.git/config',
      '../nowhere',
      'a\0b',
    ]) {
      await assert.rejects(resolveTarget(workspace, place), withCode('TARGET_OUTSIDE_WORKSPACE'), place);
    }
  });

  it('has one fingerprint in every clone', async () => {
    await start({ 'a.js': '' });
    const clone = mkdtempSync(join(tmpdir(), 'iama-clone-'));
    try {
      repository.git('clone', '-q', '.', join(clone, 'other-name'));
      const [one, two] = await Promise.all([
        projectFingerprint(workspace),
        projectFingerprint(await openWorkspace(join(clone, 'other-name'))),
      ]);
      assert.equal(one.fingerprint, two.fingerprint);
      assert.equal(two.name, 'other-name');
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  describe('before a job', () => {
    const judge = async (
      place = '.',
      execution = ON_THIS_MACHINE,
    ): Promise<{ verdict: string; codes: readonly string[] }> => {
      const target = await resolveTarget(workspace, place);
      const result = Preflight.parse(
        await preflight({
          workspace,
          target,
          recipe_id: 'unused-code',
          execution,
          data_dir: repository.data_dir,
        }),
      );
      for (const reason of result.reasons) assert(reason.message !== '' && reason.next !== '');
      return { verdict: result.verdict, codes: result.reasons.map((reason) => `${reason.severity} ${reason.code}`) };
    };
    const TESTED = {
      'package.json': '{"scripts":{"test":"node --test"}}',
      'src/a.js': '',
      'src/b.js': '',
      'test/a.test.js': '',
    };

    it('is safe when clean and tested', async () => {
      await start(TESTED);
      assert.deepEqual(await judge(), { verdict: 'safe', codes: ['info NATIVE_EXECUTION'] });
    });

    it('asks for a word, and for a checkpoint, where tests run with the person’s rights', async () => {
      await start(TESTED);
      assert.deepEqual(await judge('.', AS_THE_PERSON), { verdict: 'caution', codes: ['caution NATIVE_EXECUTION'] });
      repository.write('src/a.js', 'changed();\n');
      const { verdict, codes } = await judge('.', AS_THE_PERSON);
      assert.equal(verdict, 'blocked');
      assert(codes.includes('blocked LOCAL_NATIVE_NO_VCS_CHECKPOINT'), codes.join());
    });

    it('asks for care when files of the target are not committed', async () => {
      await start(TESTED);
      repository.write('src/a.js', 'changed();\n');
      assert.deepEqual(await judge(), {
        verdict: 'caution',
        codes: ['caution DIRTY_WORKING_TREE', 'info NATIVE_EXECUTION'],
      });
      assert.equal((await judge('src/b.js')).verdict, 'safe');
    });

    it('asks for care without tests, without commits, and in the middle of a merge', async () => {
      await start({ 'src/a.js': '' });
      assert.deepEqual((await judge()).codes, ['caution NO_TESTS_FOUND']);
      writeFileSync(join(repository.root, '.git', 'MERGE_HEAD'), `${repository.git('rev-parse', 'HEAD')}`);
      assert.deepEqual((await judge()).codes, ['caution OPERATION_IN_PROGRESS', 'caution NO_TESTS_FOUND']);
      repository.remove();
      repository = temporaryRepository();
      repository.write('a.js', '');
      workspace = await openWorkspace(repository.root);
      assert.deepEqual((await judge()).codes, ['caution NO_COMMITS', 'caution NO_TESTS_FOUND']);
    });

    it('is blocked by merge conflicts', async () => {
      await start(TESTED);
      repository.git('checkout', '-q', '-b', 'side');
      repository.write('src/a.js', 'side();\n');
      repository.commitAll();
      repository.git('checkout', '-q', 'main');
      repository.write('src/a.js', 'main();\n');
      repository.commitAll();
      assert.throws(() => repository.git('merge', '-q', 'side'));
      const { verdict, codes } = await judge();
      assert.equal(verdict, 'blocked');
      assert(codes.includes('blocked UNMERGED_PATHS'));
    });

    it('is blocked when dependencies were never installed, or the test tool is not there', async () => {
      await start({
        'package.json': '{"scripts":{"test":"mocha"},"devDependencies":{"mocha":"11"}}',
        'a.js': '',
        '.gitignore': 'node_modules\n',
      });
      assert.deepEqual(await judge(), { verdict: 'blocked', codes: ['blocked DEPENDENCIES_MISSING'] });
      mkdirSync(join(repository.root, 'node_modules'));
      assert.deepEqual(await judge(), { verdict: 'blocked', codes: ['blocked TEST_TOOL_MISSING'] });
    });

    it('is blocked where there is nothing to read, and where snapshots cannot be kept', async () => {
      await start({ ...TESTED, 'docs/a.txt': 'text' });
      assert((await judge('docs')).codes.includes('blocked NO_SUPPORTED_FILES'));
      const target = await resolveTarget(workspace, '.');
      const inside = await preflight({
        workspace,
        target,
        recipe_id: 'unused-code',
        execution: ON_THIS_MACHINE,
        data_dir: join(repository.root, 'data'),
      });
      assert(inside.reasons.some((reason) => reason.code === 'SNAPSHOT_STORE_UNWRITABLE'));
    });
  });
});

describe('names that are never written', () => {
  for (const path of [
    '.git/config',
    '.GIT/hooks/x',
    'a/.gIt/x',
    'a/.g\u200cit/x',
    '.git./x',
    '.git /x',
    'git~1/x',
    'aux',
    'src/CON.js',
    'com1.txt',
    'a/../b',
    '/a',
    'a\\b',
    'a//b',
    'trailing.',
    'x/.git. ./config',
    'sub/.gi\u200dt/hooks/a',
    'GIT~1/config',
    '.git::$INDEX_ALLOCATION/config',
    'con .txt',
    'src/COM1:x',
    '\ud800.js',
    `${'n'.repeat(300)}.js`,
    'trailing ',
    'a\nb',
    '.',
  ]) {
    it(`refuses ${JSON.stringify(path)}`, () => assert.notEqual(refusedName(path), null));
  }
  for (const path of [
    '.github/x.yml',
    '.gitignore',
    'src/git.js',
    'console.js',
    'auxiliary/a.js',
    'app/[id]/(group)/page.tsx',
    'ü.js',
    'a b.js',
  ]) {
    it(`takes ${path}`, () => assert.equal(refusedName(path), null));
  }
});

function withCode(code: string): (error: unknown) => boolean {
  return (error) => {
    assert(error instanceof RunnerError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  };
}
