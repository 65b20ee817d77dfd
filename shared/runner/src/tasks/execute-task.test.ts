import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TaskPayload } from '@iama/contracts/task/payload';
import { TaskOutcome } from '@iama/contracts/task/task';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { RunnerError } from '../errors/runner-error.ts';
import { markedProcesses } from '../run/kill-tree.ts';
import { AS_THE_PERSON, ON_THIS_MACHINE } from '../sandbox/execution.ts';
import { sweepRunFolders } from '../run/run-folder.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readTree } from '../workspace/read-tree.ts';
import type { TaskContext } from './task-context.ts';
import { executeTask } from './execute-task.ts';

const FILES = {
  'package.json': '{ "name": "cart", "type": "module", "scripts": { "test": "node --test" } }',
  'src/add.js': 'export const add = (a, b) => a + b;\n',
  'src/alone.js': 'export const alone = 1;\n',
  'test/add.test.js': [
    "import test from 'node:test';",
    "import assert from 'node:assert';",
    "import { add } from '../src/add.js';",
    "test('adds', () => assert.equal(add(1, 2), 3));",
    "test('adds negatives', () => assert.equal(add(1, -2), -1));",
  ].join('\n'),
};

describe('doing a task', function () {
  this.timeout(60_000);
  let repository: TemporaryRepository;
  let lines: string[];
  const contextFor = async (
    patch: Patch | null = null,
    signal = new AbortController().signal,
    execution = ON_THIS_MACHINE,
  ): Promise<TaskContext> => ({
    workspace: await openWorkspace(repository.root),
    data_dir: repository.data_dir,
    job_id: 'job-1',
    execution,
    fetchPatch: () => (patch ? Promise.resolve(patch) : Promise.reject(new Error('no such artifact'))),
    signal,
    progress: (line) => void lines.push(line),
  });

  const start = (files: Readonly<Record<string, string>>): void => {
    [repository, lines] = [temporaryRepository(files), []];
  };
  afterEach(() => repository.remove());

  const testsOf = async (
    overrides: Partial<Extract<TaskPayload, { kind: 'run_tests' }>> = {},
  ): Promise<TaskPayload> => {
    const { tree } = await readTree(await openWorkspace(repository.root));
    const suites = discoverSuites(tree).map(({ suite }) => suite);
    return { kind: 'run_tests', phase: 'baseline', suites, patch_artifact_id: null, timeout_ms: 30_000, ...overrides };
  };

  const runOf = async (payload: TaskPayload, context: TaskContext): Promise<TestRun> => {
    const outcome = TaskOutcome.parse(await executeTask(payload, context));
    assert(outcome.status === 'completed', JSON.stringify(outcome));
    assert(outcome.result.kind === 'run_tests');
    return outcome.result.run;
  };

  it('runs a baseline in a copy, case by case, and touches nothing', async () => {
    start(FILES);
    const before = treeDigest(repository.root);
    const run = await runOf(await testsOf(), await contextFor());
    assert.deepEqual(
      run.suites[0]?.cases.map((each) => [each.id, each.status]),
      [
        ['node_test:.::test/add.test.js::adds', 'passed'],
        ['node_test:.::test/add.test.js::adds negatives', 'passed'],
      ],
    );
    assert.equal(run.suites[0]?.outcome, 'passed');
    assert.deepEqual(run.totals, { passed: 2, failed: 0, skipped: 0 });
    assert.deepEqual(treeDigest(repository.root), before);
    assert.deepEqual(ownRunFolders(), []);
    assert(lines.some((line) => line.includes('2 passed')));
  });

  it('sees a regression that a patch brings, with the place, and the workspace stays as it is', async () => {
    start(FILES);
    const patch = await breakAdd(repository);
    const before = treeDigest(repository.root);
    const run = await runOf(await testsOf({ phase: 'verification', patch_artifact_id: ID }), await contextFor(patch));
    assert.equal(run.suites[0]?.outcome, 'failed');
    const failed = run.suites[0]?.cases.find((each) => each.name === 'adds');
    assert.equal(failed?.failure?.error_class, 'AssertionError');
    assert.match(failed?.failure?.frame ?? '', /^test\/add\.test\.js:4$/);
    assert(!JSON.stringify(run).includes('iama-runs'), 'no path of the copy may leak');
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('refuses a verification when a file of the patch changed after the baseline', async () => {
    start(FILES);
    await runOf(await testsOf(), await contextFor());
    repository.write('src/add.js', 'export const add = (a, b) => b + a;\n');
    const patch = await breakAdd(repository);
    const outcome = await executeTask(
      await testsOf({ phase: 'verification', patch_artifact_id: ID }),
      await contextFor(patch),
    );
    assert(outcome.status === 'failed');
    assert.equal(outcome.failure.code, 'WORKSPACE_CHANGED');
    assert.match(outcome.failure.message, /src\/add\.js/);
  });

  it('refuses a patch that was made from other bytes', async () => {
    start(FILES);
    const patch = await breakAdd(repository);
    repository.write('src/add.js', 'export const add = (a, b) => b + a;\n');
    const outcome = await executeTask(
      await testsOf({ phase: 'subset', patch_artifact_id: ID }),
      await contextFor(patch),
    );
    assert(outcome.status === 'failed');
    assert.equal(outcome.failure.code, 'WORKSPACE_CHANGED');
  });

  it('tells which target files the tests reach, in a thread that leaves ours free', async () => {
    start(FILES);
    let turns = 0;
    let done = false;
    const task = executeTask(
      { kind: 'characterize', target: { kind: 'folder', path: '.' } },
      await contextFor(),
    ).finally(() => (done = true));
    while (!done) {
      await turn();
      turns += 1;
    }
    const outcome = TaskOutcome.parse(await task);
    assert(outcome.status === 'completed' && outcome.result.kind === 'characterize');
    assert.deepEqual(outcome.result.reached_files, ['src/add.js']);
    assert.deepEqual(outcome.result.unreached_files, ['src/alone.js']);
    assert.equal(outcome.result.test_suites[0]?.id, 'node_test:.');
    assert(turns > 100, 'the event loop stood still');
  });

  it('plans a recipe at three levels, makes its patch, and leaves out what a failure names', async () => {
    start({
      ...FILES,
      'src/add.js':
        "import { alone } from './alone.js';\nfunction forgotten() {}\nexport const add = (a, b) => a + b;\n",
    });
    const before = treeDigest(repository.root);
    const target = { kind: 'file' as const, path: 'src/add.js' };
    const context = await contextFor();
    const collected = TaskOutcome.parse(
      await executeTask({ kind: 'collect_context', recipe_id: 'unused-code', target }, context),
    );
    assert(collected.status === 'completed' && collected.result.kind === 'collect_context', JSON.stringify(collected));
    assert.deepEqual(
      collected.result.plans.map((plan) => plan.level),
      ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'],
    );
    assert.equal(collected.result.head_commit, repository.git('rev-parse', 'HEAD').trim());

    const payload: Extract<TaskPayload, { kind: 'run_recipe' }> = {
      kind: 'run_recipe',
      recipe_id: 'unused-code',
      level: 'STANDARD',
      target,
      allowed_files: ['src/add.js'],
      exclude_finding_ids: [],
      attempt: 1,
      feedback: null,
    };
    const made = TaskOutcome.parse(await executeTask(payload, context));
    assert(made.status === 'completed' && made.result.kind === 'run_recipe', JSON.stringify(made));
    const { patch } = made.result;
    const text = patch.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines)).join('\n');
    assert.match(text, /^-function forgotten/m);
    assert.deepEqual(treeDigest(repository.root), before);

    const failure = { test_id: 't', message: 'forgotten is not defined', frame: 'src/add.js:3', detail: '' };
    const feedback = { previous_patch_artifact_id: ID, failures: [failure], suite_output: [] };
    const again = TaskOutcome.parse(await executeTask({ ...payload, attempt: 2, feedback }, await contextFor(patch)));
    assert(again.status === 'completed' && again.result.kind === 'run_recipe', JSON.stringify(again));
    const narrower = again.result.patch.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines)).join('\n');
    assert.doesNotMatch(narrower, /^-function forgotten/m);
    assert.equal(again.result.excluded.length, 1);
  });

  it('leaves out what a person rejected, with the reason of their review', async () => {
    start({ ...FILES, 'src/add.js': 'function one() {}\nfunction two() {}\nexport const add = (a, b) => a + b;\n' });
    const payload: Extract<TaskPayload, { kind: 'run_recipe' }> = {
      kind: 'run_recipe',
      recipe_id: 'unused-code',
      level: 'STANDARD',
      target: { kind: 'file', path: 'src/add.js' },
      allowed_files: ['src/add.js'],
      exclude_finding_ids: [],
      attempt: 1,
      feedback: null,
    };
    const run = async (change: Partial<typeof payload>) => {
      const outcome = await executeTask({ ...payload, ...change }, await contextFor());
      assert(outcome.status === 'completed' && outcome.result.kind === 'run_recipe', JSON.stringify(outcome));
      return outcome.result;
    };
    const { findings } = await run({});
    const one = findings.find(({ symbol }) => symbol === 'one');
    assert.ok(one);
    const rejected = [{ finding_id: one.id, reason: 'You rejected it in attempt 1.' }];
    const again = await run({ exclude_finding_ids: [one.id], attempt: 2, review: { artifact_id: ID, rejected } });
    const removed = again.patch.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines)).join('\n');
    assert.doesNotMatch(removed, /^-function one/m);
    assert.match(removed, /^-function two/m);
    assert.deepEqual(again.excluded, rejected);
  });

  it('leaves out what would change a file that the specification does not allow', async () => {
    const text = (name: string) => `function forgotten() {}\nexport const ${name} = (a, b) => a - b;\n`;
    start({ ...FILES, 'src/one.js': text('one'), 'src/two.js': text('two') });
    const outcome = await executeTask(
      {
        kind: 'run_recipe',
        recipe_id: 'unused-code',
        level: 'CONSERVATIVE',
        target: { kind: 'folder', path: 'src' },
        allowed_files: ['src/two.js'],
        exclude_finding_ids: [],
        attempt: 1,
        feedback: null,
      },
      await contextFor(),
    );
    assert(outcome.status === 'completed' && outcome.result.kind === 'run_recipe', JSON.stringify(outcome));
    const { patch, excluded } = outcome.result;
    assert.deepEqual(
      patch.files.map(({ path }) => path),
      ['src/two.js'],
    );
    assert.ok(excluded.some(({ finding_id }) => finding_id.includes('src/one.js')));
    assert.match(excluded[0]?.reason ?? '', /not in the specification/);
  });

  it('names a file that changed between baseline and recipe', async () => {
    start({ ...FILES, 'src/add.js': 'function forgotten() {}\nexport const add = (a, b) => a + b;\n' });
    await runOf(await testsOf(), await contextFor());
    repository.write('src/add.js', 'function alsoForgotten() {}\nexport const add = (a, b) => a + b;\n');
    const target = { kind: 'folder' as const, path: '.' };
    const outcome = await executeTask(
      {
        kind: 'run_recipe',
        recipe_id: 'unused-code',
        level: 'STANDARD',
        target,
        allowed_files: ['src/add.js'],
        exclude_finding_ids: [],
        attempt: 1,
        feedback: null,
      },
      await contextFor(),
    );
    assert(outcome.status === 'failed', JSON.stringify(outcome));
    assert.equal(outcome.failure.code, 'WORKSPACE_CHANGED');
    assert.match(outcome.failure.message, /src\/add\.js/);
  });

  it('fails with a code when the target is gone', async () => {
    start(FILES);
    const outcome = await executeTask(
      { kind: 'characterize', target: { kind: 'file', path: 'src/gone.js' } },
      await contextFor(),
    );
    assert(outcome.status === 'failed');
    assert.equal(outcome.failure.code, 'TARGET_NOT_FOUND');
  });

  it('tells a hanging suite from a failing one, and kills even what left its process group', async function () {
    if (process.platform !== 'linux') this.skip();
    // A grandchild in a session of its own that ignores SIGTERM.
    start({
      'package.json': JSON.stringify({ scripts: { test: 'node test.js' } }),
      'test.js': [
        "const { spawn } = require('node:child_process');",
        'const stubborn = "process.on(\'SIGTERM\', () => {}); setInterval(() => {}, 1000);";',
        "spawn(process.execPath, ['-e', stubborn], { detached: true, stdio: 'ignore' }).unref();",
        "console.log('waiting'); setInterval(() => {}, 1000);",
      ].join('\n'),
    });
    const run = await runOf(await testsOf({ timeout_ms: 1000 }), await contextFor());
    assert.equal(run.suites[0]?.outcome, 'timeout');
    assert.deepEqual(processesOfRuns(), []);
    assert.deepEqual(ownRunFolders(), []);
  });

  it('stops within five seconds of a cancel and leaves nothing behind', async function () {
    if (process.platform !== 'linux') this.skip();
    start({ 'package.json': JSON.stringify({ scripts: { test: 'node test.js' } }) });
    const outside = join(repository.root, '..');
    const script = `require('node:fs').writeFileSync(${JSON.stringify(join(outside, 'started'))}, ''); `;
    repository.write('test.js', `${script}process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);\n`);
    const abort = new AbortController();
    const started = appears(outside, 'started');
    const task = executeTask(await testsOf(), await contextFor(null, abort.signal, AS_THE_PERSON));
    await started;
    assert.notDeepEqual(processesOfRuns(), []);
    const cancelledAt = performance.now();
    abort.abort();
    await assert.rejects(task, (error: unknown) => {
      assert(error instanceof RunnerError);
      assert.equal(error.code, 'CANCELLED');
      return true;
    });
    assert(performance.now() - cancelledAt < 5000);
    assert.deepEqual(processesOfRuns(), []);
    assert.deepEqual(ownRunFolders(), []);
  });

  it('calls a suite that vanished crashed, never passed', async () => {
    start(FILES);
    const payload = await testsOf();
    assert(payload.kind === 'run_tests');
    const gone = payload.suites.map((suite) => ({ ...suite, id: 'jest:elsewhere' }));
    const run = await runOf({ ...payload, suites: gone }, await contextFor());
    assert.equal(run.suites[0]?.outcome, 'crashed');
  });

  it('never runs a command from the wire', async () => {
    start(FILES);
    const payload = await testsOf();
    assert(payload.kind === 'run_tests');
    const marker = join(repository.root, '..', 'owned');
    const suites = payload.suites.map((suite) => ({ ...suite, command: ['sh', '-c', `touch ${marker}`], cwd: '.' }));
    const run = await runOf({ ...payload, suites }, await contextFor());
    assert.equal(existsSync(marker), false);
    assert.equal(run.suites[0]?.outcome, 'passed');
  });

  it('sweeps what a killed process left in the temporary folder', async () => {
    start(FILES);
    const child = [
      `const { makeRunFolder } = await import(${JSON.stringify(new URL('../run/run-folder.ts', import.meta.url).href)});`,
      'const folder = await makeRunFolder();',
      "const { spawn } = await import('node:child_process');",
      'const env = { PATH: process.env.PATH, IAMA_RUN: folder.id };',
      "spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore', env }).unref();",
      'console.log(folder.id);',
      "process.kill(process.pid, 'SIGKILL');",
    ].join('\n');
    const left = spawnSync(process.execPath, ['--input-type=module', '-e', child], { encoding: 'utf8' });
    const id = left.stdout.trim();
    assert.match(id, /^run-\d+-/);
    assert(existsSync(join(RUNS, id)));
    assert.equal(markedProcesses(`IAMA_RUN=${id}`).length, process.platform === 'linux' ? 1 : 0);
    assert((await sweepRunFolders()).includes(id));
    assert.deepEqual(markedProcesses(`IAMA_RUN=${id}`), []);
    assert.equal(existsSync(join(RUNS, id)), false);
  });
});

const RUNS = join(tmpdir(), `iama-runs-${process.getuid?.() ?? 'user'}`);
const ID = '00000000-0000-4000-8000-000000000001';

async function breakAdd(repository: TemporaryRepository): Promise<Patch> {
  const { tree } = await readTree(await openWorkspace(repository.root));
  const at = tree.files.get('src/add.js')?.indexOf('+') ?? -1;
  const edits = [{ start: at, end: at + 1, replacement: '*', finding_id: 'f' }];
  return buildPatch(tree, [{ change: 'modify', path: 'src/add.js', edits }], []);
}

/** Other processes may be running tests at the same time; only this one's count. */
function ownRunFolders(): readonly string[] {
  if (!existsSync(RUNS)) return [];
  return readdirSync(RUNS).filter((name) => name.startsWith(`run-${process.pid}-`));
}

/** Processes of any run of this process that are still there, found by their mark. */
function processesOfRuns(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/environ`, 'latin1').includes(`IAMA_RUN=run-${process.pid}-`);
      } catch {
        return false;
      }
    });
}

async function appears(folder: string, name: string): Promise<void> {
  for await (const event of watch(folder)) if (event.filename === name) return;
}
