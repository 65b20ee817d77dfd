import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Evidence } from '@iama/contracts/job/evidence';
import type { Patch } from '@iama/contracts/patch/patch';
import { RunTestsResult } from '@iama/contracts/task/payload';
import { TestRun } from '@iama/contracts/test-run/test-run';
import type { RecipeId } from '@iama/contracts/recipe';
import { buildPatch } from '@iama/engine/patch/build-patch';
import type { FileChange } from '@iama/engine/patch/file-change';
import { confinementForCalls } from '@iama/runner/lock/job/held-in';
import { sealOfSubset } from '@iama/runner/lock/job/seal-of-subset';
import { lostTests } from '@iama/runner/run/lost-tests';
import { executeTask } from '@iama/runner/tasks/execute-task';
import { usableSuites } from '@iama/runner/tests-discovery/usable-suites';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { readTree } from '@iama/runner/workspace/read-tree';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { treeDigest } from '@iama/runner/testing/tree-digest';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { sql } from 'drizzle-orm';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';
import { ON_THIS_MACHINE } from '@iama/runner/sandbox/execution';

const MANIFEST = '{ "name": "cart", "scripts": { "test": "node --test test/*.test.js" } }\n';
const test = (...lines: readonly string[]): string =>
  ["const test = require('node:test');", "const assert = require('node:assert');", ...lines, ''].join('\n');

/** A function that tests say a little of, and one that nobody needs. */
const PRICE = `function forgotten(list) {
  return list.length > 3;
}
function price(net, quantity) {
  if (quantity >= 10) return net * quantity * 0.9;
  return net * quantity + 5;
}
module.exports = { price };
`;
const PRICE_TEST = test(
  "const { price } = require('../src/price.js');",
  "test('costs', () => assert.ok(price(1, 1) > 0));",
);

/** Enough time on a busy machine; a budget that runs out is looked at beside the code. */
const LOCK = { runs: 3, budget_ms: 30_000, threshold: 0.7 };

describe('a job that pins behaviour', function () {
  this.timeout(120_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;

  before(async function () {
    // Elsewhere nothing is pinned, and the evidence says so.
    if ((await confinementForCalls()) === null) this.skip();
    spine = await openSpine();
  });
  afterEach(() => {
    client.close();
    repository.remove();
  });
  after(() => spine?.close());

  async function begin(
    files: Readonly<Record<string, string>>,
    lock: typeof LOCK,
    recipe_id: RecipeId = 'unused-code',
  ): Promise<RealMachine> {
    repository = temporaryRepository({ 'package.json': MANIFEST, ...files });
    client = await ScriptedClient.begin(spine, { target: { kind: 'folder', path: '.' }, lock, recipe_id });
    return new RealMachine(client, repository);
  }

  async function evidenceOf(): Promise<Evidence> {
    const input = { job_id: client.job_id };
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, input);
    return Evidence.parse((await getArtifact(spine, client.actor, { ...input, artifact_id })).body);
  }

  async function lastRun(kind: 'baseline_run'): Promise<TestRun> {
    const input = { job_id: client.job_id };
    const { items } = await listArtifacts(spine, client.actor, { ...input, kind });
    const artifact_id = items.at(-1)?.id;
    assert(artifact_id);
    return TestRun.parse((await getArtifact(spine, client.actor, { ...input, artifact_id })).body);
  }

  it('says what it will cost, writes tests, measures them, and shows it all in the evidence', async () => {
    const machine = await begin({ 'src/price.js': PRICE, 'test/price.test.js': PRICE_TEST }, LOCK);
    const before = treeDigest(repository.root);
    await machine.agree();
    const { proposals } = await getProposals(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual(proposals[0]?.lock, { runs: 3, budget_ms: 30_000 });
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const { verdict, lock } = await evidenceOf();
    assert.equal(verdict, 'verified');
    assert(lock);
    const [pinned] = lock.pinned;
    assert.equal(pinned?.test_path, 'test/price.characterization.test.js');
    assert.ok(pinned.tests > 0);
    assert.deepEqual(lock.before, { passed: pinned.tests, failed: 0, skipped: 0 });
    assert.deepEqual(lock.after, lock.before);
    assert.ok(lock.faults.tried >= 10, JSON.stringify(lock.faults));
    assert.equal(lock.strength, 'strong');
    assert.deepEqual([lock.runs, lock.flaky, lock.none_because], [3, [], null]);
    assert.deepEqual([lock.seal.files, lock.seal.suites], [1, 1]);
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('holds a part of its diff to the same tests and the same seal', async () => {
    const machine = await begin({ 'src/price.js': PRICE, 'test/price.test.js': PRICE_TEST }, { ...LOCK, runs: 1 });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const evidence = await evidenceOf();
    const baseline = await lastRun('baseline_run');
    const workspace = await openWorkspace(repository.root);
    const runOf = async (part: Patch): Promise<TestRun> => {
      const seal = sealOfSubset(evidence, part);
      assert(seal);
      const { usable } = await usableSuites(workspace.root, (await readTree(workspace)).tree, '.');
      const run = { kind: 'run_tests' as const, phase: 'subset' as const, suites: [...usable], timeout_ms: 60_000 };
      const outcome = await executeTask(
        { ...run, seal, patch_artifact_id: randomUUID() },
        {
          workspace,
          data_dir: repository.data_dir,
          job_id: client.job_id,
          execution: ON_THIS_MACHINE,
          signal: new AbortController().signal,
          progress: () => undefined,
          fetchPatch: () => Promise.resolve(part),
        },
      );
      assert(outcome.status === 'completed', JSON.stringify(outcome));
      return RunTestsResult.parse(outcome.result).run;
    };
    const dearer = await runOf(edit(repository, 'src/price.js', '0.9', '0.8'));
    assert.deepEqual([dearer.totals.failed, dearer.breaches], [0, []]);
    const lost = lostTests(baseline, dearer, new Set());
    assert.ok(lost.length > 0 && lost.every((id) => id.startsWith('characterization:')), JSON.stringify(lost));
    const skipping = await runOf(edit(repository, 'test/price.test.js', "test('costs'", "test.skip('costs'"));
    assert.deepEqual(
      skipping.breaches?.map(({ name }) => name),
      ['TEST_SKIPPED'],
    );
    const same = await runOf(edit(repository, 'src/price.js', 'net * quantity + 5', 'net * quantity + (5)'));
    assert.deepEqual([same.breaches, lostTests(baseline, same, new Set())], [[], []]);
  });

  it('notices by the tests that it wrote what the repository’s tests leave open', async () => {
    const machine = await begin({ 'src/price.js': PRICE, 'test/price.test.js': PRICE_TEST }, { ...LOCK, runs: 1 });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    const patch = edit(repository, 'src/price.js', '0.9', '0.8');
    await machine.do('run_recipe', 1, () => ({
      status: 'completed',
      result: { kind: 'run_recipe', patch, patch_sha256: 'b'.repeat(64), findings: [], kept: [], excluded: [] },
    }));
    await machine.do('run_tests', 2);
    await client.waitForState('SELF_HEALING');
    const told = client.events.flatMap(({ type, data }) => (type === 'attempt_end' ? [data] : []))[0];
    assert(told && told.failed_tests.length > 0);
    assert.ok(told.failed_tests.every((id) => id.startsWith('characterization:')));
    assert.deepEqual(told.breaches, []);
  });

  for (const [pinned, level, files] of [
    ['a file that gets another name', 'CONSERVATIVE', { 'test/price.test.js': test("test('adds', () => {});") }],
    ['named exports in a package that changes its kind', 'STANDARD', {}],
    [
      'what it exported as a whole',
      'STANDARD',
      {
        'src/price.js': PRICE.replace('{ price }', 'price'),
        'test/price.test.js': PRICE_TEST.replace('{ price }', 'price'),
      },
    ],
  ] as const) {
    it(`holds a module that becomes an ES module: ${pinned}`, async () => {
      const all = { 'src/price.js': PRICE, 'test/price.test.js': PRICE_TEST, ...files };
      const machine = await begin(all, { ...LOCK, runs: 1, threshold: 0 }, 'commonjs-to-esm');
      await machine.agree(level);
      await machine.do('characterize');
      await machine.do('run_tests');
      await machine.do('run_recipe');
      await machine.do('run_tests', 2);
      await client.waitForState('DELIVERED');
      const { lock, verdict } = await evidenceOf();
      assert.equal(verdict, 'verified');
      assert.deepEqual(
        lock?.pinned.map(({ path }) => path),
        ['src/price.js'],
        JSON.stringify(lock?.not_pinned),
      );
      assert.ok(lock.before.passed > 0);
      assert.deepEqual(lock.after, lock.before);
    });
  }

  it('notices what an ES module does otherwise than the module that it was made of', async () => {
    const files = { 'src/price.js': PRICE, 'test/price.test.js': PRICE_TEST };
    const machine = await begin(files, { ...LOCK, runs: 1, threshold: 0 }, 'commonjs-to-esm');
    await machine.agree('STANDARD');
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe', 1, (outcome) => {
      assert(outcome.status === 'completed' && outcome.result.kind === 'run_recipe');
      const { patch } = outcome.result;
      return { ...outcome, result: { ...outcome.result, patch: dearer(repository, patch) } };
    });
    await machine.do('run_tests', 2);
    await client.waitForState('SELF_HEALING');
    const told = client.events.flatMap(({ type, data }) => (type === 'attempt_end' ? [data] : []))[0];
    assert(told && told.failed_tests.length > 0, JSON.stringify(told));
    assert.ok(told.failed_tests.every((id) => id.startsWith('characterization:')));
  });

  it('leaves out by name what differs from run to run, says why, and audits it', async () => {
    const flaky = [
      "const { existsSync, readFileSync, writeFileSync } = require('node:fs');",
      "const count = existsSync('runs') ? Number(readFileSync('runs', 'utf8')) : 0;",
      "writeFileSync('runs', String(count + 1));",
      "test('comes and goes', () => assert.strictEqual(count % 2, 0));",
    ];
    const machine = await begin(
      { 'src/price.js': PRICE, 'test/price.test.js': PRICE_TEST, 'test/flaky.test.js': test(...flaky) },
      { ...LOCK, budget_ms: 0 },
    );
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const id = 'node_test:.::test/flaky.test.js::comes and goes';
    const { quarantined, lock, verdict } = await evidenceOf();
    assert.deepEqual(quarantined, [id]);
    assert.deepEqual(lock?.flaky, [{ test_id: id, statuses: ['passed', 'failed', 'passed'] }]);
    assert.equal(lock.none_because, 'No time was given for tests that pin behaviour.');
    assert.equal(verdict, 'verified');
    const rows = await spine.db.execute<{ data: unknown }>(
      sql`SELECT data FROM audit_events WHERE job_id = ${client.job_id} AND action = 'job.quarantine_tests'`,
    );
    assert.deepEqual([...rows], [{ data: { test_ids: [id], because: 'flaky' } }]);
  });

  it('goes back to the approval where its tests would notice too little, and on when that is accepted', async () => {
    const writes = PRICE.replace(
      'function price(net, quantity) {',
      "function price(net, quantity) {\n  require('node:fs').writeFileSync('log', '');",
    );
    const blind = test("require('../src/price.js');", "test('loads', () => assert.ok(true));");
    const machine = await begin({ 'src/price.js': writes, 'test/price.test.js': blind }, { ...LOCK, runs: 1 });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await client.waitForState('WAITING_SPEC_APPROVAL', 2);
    const { weak_lock, approved_at } = await getSpec(spine, client.actor, { job_id: client.job_id });
    assert.equal(approved_at, null);
    assert(weak_lock && weak_lock.tried >= 10 && weak_lock.noticed < weak_lock.tried * 0.7, JSON.stringify(weak_lock));
    assert.match(weak_lock.survivors[0]?.words ?? '', /became/);
    assert.ok(
      client.events.every(({ type }) => type !== 'attempt_start'),
      'something was edited',
    );
    await machine.approve();
    await machine.do('characterize', 2);
    await machine.do('run_tests', 2);
    await machine.do('run_recipe');
    await machine.do('run_tests', 3);
    await client.waitForState('DELIVERED');
    const { lock } = await evidenceOf();
    assert.deepEqual([lock?.strength, lock?.accepted_weak], ['weak', true]);
    const rows = await spine.db.execute<{ data: { accepted_weak_lock?: unknown } }>(
      sql`SELECT data FROM audit_events WHERE job_id = ${client.job_id} AND action = 'job.approve_spec' ORDER BY at`,
    );
    assert.deepEqual(
      [...rows].map(({ data }) => data.accepted_weak_lock !== undefined),
      [false, true],
    );
  });
});

/** A patch with one edit that nobody agreed to. */
function edit({ root }: TemporaryRepository, path: string, from: string, replacement: string): Patch {
  const text = readFileSync(join(root, path), 'utf8');
  const start = text.indexOf(from);
  assert.notEqual(start, -1, from);
  const edits = [{ start, end: start + from.length, replacement, finding_id: 'f' }];
  const tree = { files: new Map([[path, text]]), paths: new Set([path]) };
  return buildPatch(tree, [{ change: 'modify', path, edits }], []);
}

/** The same patch, which also changes what the code does. */
function dearer({ root }: TemporaryRepository, patch: Patch): Patch {
  const paths = patch.files.map(({ path }) => path);
  const files = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  const changes = patch.files.map((file): FileChange => {
    const { path, edits, new_path } = file;
    const start = files.get(path)?.indexOf('0.9') ?? -1;
    const more = start === -1 ? [] : [{ start, end: start + 3, replacement: '0.8', finding_id: 'f' }];
    const all = [...edits, ...more].toSorted((a, b) => a.start - b.start);
    if (new_path !== null) return { change: 'rename', path, new_path, edits: all, finding_id: 'f' };
    return { change: 'modify', path, edits: all };
  });
  return buildPatch({ files, paths: new Set(paths) }, changes, []);
}
