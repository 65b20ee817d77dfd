import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { runInCopy } from '../../run/run-in-copy.ts';
import { throwawayGate } from '../../secrets/throwaway-gate.ts';
import { dockerStandIn } from '../../testing/docker-stand-in.ts';
import type { DockerStandIn } from '../../testing/docker-stand-in.ts';
import { temporaryRepository } from '../../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../../testing/temporary-repository.ts';
import { discoverSuites } from '../../tests-discovery/discover-suites.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';
import { readTree } from '../../workspace/read-tree.ts';
import type { ContainerConfinement } from '../confinement.ts';
import { proveSandbox } from '../prove-sandbox.ts';
import { findContainer } from './find-container.ts';
import { noteContainers, removeContainersOf } from './remove-containers.ts';

const FILES = {
  '.gitignore': 'node_modules\n',
  'package.json': '{ "name": "cart", "scripts": { "test": "node --test test/cart.test.js" } }\n',
  'test/cart.test.js': [
    "const test = require('node:test');",
    "const assert = require('node:assert');",
    "const { one } = require('one');",
    "test('adds', () => assert.strictEqual(one + 1, 2));",
    "test('fails', () => assert.strictEqual(one, 2));",
    "test('knows no token', () => assert.strictEqual(process.env.NPM_TOKEN, undefined));",
    '',
  ].join('\n'),
};

/** What a run in this container says of a repository whose package is installed beside it. */
async function runOf(
  repository: TemporaryRepository,
  confinement: ContainerConfinement,
  timeout_ms: number,
): Promise<TestRun> {
  repository.write('node_modules/one/package.json', '{ "name": "one", "main": "index.js" }');
  repository.write('node_modules/one/index.js', 'exports.one = 1;');
  const workspace = await openWorkspace(repository.root);
  const { tree } = await readTree(workspace);
  const suites = discoverSuites(tree).map(({ suite }) => suite);
  const signal = new AbortController().signal;
  const common = { gate: throwawayGate(), progress: () => undefined, signal, timeout_ms };
  return await runInCopy({ ...common, workspace, tree, suites, phase: 'baseline', patch: null, confinement });
}

/** A zombie that nobody has collected yet runs no more. */
function isRunning(pid: number): boolean {
  return (
    spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout.trim()
      .replace(/^Z.*/, '') !== ''
  );
}

const statusesOf = ({ suites }: TestRun) =>
  Object.fromEntries(suites.flatMap(({ cases }) => cases.map(({ name, status }) => [name, status])));
const EXPECTED = { adds: 'passed', fails: 'failed', 'knows no token': 'passed' };

describe('runs in a container, with a stand-in for Docker', function () {
  this.timeout(30_000);
  let docker: DockerStandIn;
  let repository: TemporaryRepository;
  beforeEach(() => {
    docker = dockerStandIn();
    repository = temporaryRepository(FILES);
  });
  afterEach(() => {
    docker.remove();
    repository.remove();
  });
  const find = (image: string | null = 'there') =>
    findContainer({ image, frameworks: ['node_test'], path: docker.path });

  it('give their results, case by case, and leave nothing running', async () => {
    const run = await runOf(repository, await find(), 20_000);
    assert.deepEqual(statusesOf(run), EXPECTED);
    assert.match(run.tool_versions['node'] ?? '', /^v\d+/);
    const made = docker.calls().filter(([verb]) => verb === 'run');
    const packages = `type=bind,source=${repository.root}/node_modules,target=${repository.root}/node_modules,readonly`;
    assert.ok(made.some((words) => words.includes(packages)));
    assert.ok(made.every((words) => words.join(' ').includes('--network none --read-only --cap-drop ALL')));
    const names = new Set(made.map((words) => words[words.indexOf('--name') + 1]));
    assert.equal(names.size, made.length, 'two containers have one name');
  });

  it('are ended by the container’s name when they take too long, whatever became of the docker program', async () => {
    const alive = join(repository.root, '..', 'alive');
    const endless = `require('node:fs').writeFileSync(${JSON.stringify(alive)}, String(process.pid)); setInterval(() => {}, 1000);`;
    repository.write('test/cart.test.js', `require('node:test')('waits', () => new Promise(() => { ${endless} }));`);
    const run = await runOf(repository, await find(), 3000);
    assert.equal(run.suites[0]?.outcome, 'timeout');
    assert.ok(!isRunning(Number(readFileSync(alive, 'utf8'))));
    const removed = docker.calls().filter(([verb]) => verb === 'rm');
    assert.match(removed.at(-1)?.join(' ') ?? '', /^rm --force iama-run-\d+-/);
  });

  it('that a crash left are ended by their label at the next start', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'iama-left-')));
    await noteContainers(folder, await find());
    const args = ['run', '--name', 'iama-left-1', '--label', 'iama.run=left', '--entrypoint', '/bin/sh'];
    const child = spawn(docker.program, [...args, 'image', '-c', 'echo started; exec sleep 86400'], { detached: true });
    await once(child.stdout, 'data');
    const ended = once(child, 'exit');
    await removeContainersOf(folder, 'left');
    await ended;
    assert.ok(!existsSync(join(docker.program, '..', 'iama-left-1.pid')));
    await rm(folder, { recursive: true });
  });

  it('leave other runs alone, and ask no engine where a run had no container', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'iama-left-')));
    await noteContainers(folder, { level: 'limits', memory_kib: null });
    await removeContainersOf(folder, 'left');
    assert.deepEqual(docker.calls(), []);
    await rm(folder, { recursive: true });
  });

  it('are refused without an engine or an image, and never done another way', async () => {
    await assert.rejects(findContainer({ image: null, frameworks: ['mocha'], path: '/nowhere' }), {
      code: 'DOCKER_UNAVAILABLE',
      message: /no docker on PATH/,
      next: /choose LOCAL_NATIVE/,
    });
    await assert.rejects(find('missing:1'), { code: 'DOCKER_IMAGE_MISSING', next: /docker pull missing:1/ });
    writeFileSync(docker.program, '#!/bin/sh\necho "Cannot connect to the Docker daemon" >&2\nexit 1\n');
    await assert.rejects(find(), { code: 'DOCKER_UNAVAILABLE', message: /Cannot connect to the Docker daemon/ });
  });

  it('take no docker from the packages of a repository', async () => {
    const bin = join(repository.root, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'docker'), '#!/bin/sh\necho 1\n', { mode: 0o755 });
    const path = `${bin}:${docker.path}`;
    const found = await findContainer({ image: 'there', frameworks: ['mocha'], path });
    assert.equal(found.program, docker.program);
  });
});

/** Needs an engine and an image with `node` and a shell: the default one, or the one that this variable names. */
const IMAGE = process.env['IAMA_TEST_DOCKER_IMAGE'] ?? null;

describe('runs in a container of a real engine', function () {
  this.timeout(120_000);
  let confinement: ContainerConfinement;
  let repository: TemporaryRepository;
  before(async function () {
    try {
      confinement = await findContainer({ image: IMAGE, frameworks: ['node_test'] });
    } catch (error) {
      console.log(`      skipped: ${(error as Error).message}`);
      this.skip();
    }
  });
  beforeEach(() => (repository = temporaryRepository(FILES)));
  afterEach(() => repository?.remove());

  it('hold every property of the sandbox', async () => {
    const { mode, proofs } = await proveSandbox(() => undefined, confinement);
    assert.equal(mode, 'LOCAL_DOCKER');
    assert.deepEqual(
      proofs.filter(({ held }) => !held),
      [],
    );
  });

  it('give their results, case by case', async () => {
    const run = await runOf(repository, confinement, 60_000);
    assert.deepEqual(statusesOf(run), EXPECTED);
    assert.match(run.tool_versions['node'] ?? '', /^v\d+/);
  });

  it('can change nothing of the repository and of its packages', async () => {
    const place = JSON.stringify(join(repository.root, 'node_modules', 'one', 'index.js'));
    const outside = JSON.stringify(join(repository.root, 'package.json'));
    repository.write(
      'test/cart.test.js',
      [
        "const test = require('node:test');",
        "const fs = require('node:fs');",
        `test('adds', () => fs.appendFileSync(${place}, '// changed'));`,
        `test('fails', () => fs.readFileSync(${outside}));`,
        '',
      ].join('\n'),
    );
    const run = await runOf(repository, confinement, 60_000);
    assert.deepEqual(statusesOf(run), { adds: 'failed', fails: 'failed' });
    const messages = run.suites[0]?.cases.map(({ failure }) => failure?.message).join('\n') ?? '';
    assert.match(messages, /EROFS/);
    assert.match(messages, /ENOENT/);
  });
});
