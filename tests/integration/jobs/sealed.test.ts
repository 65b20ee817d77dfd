import assert from 'node:assert/strict';
import type { PlanAnalysis } from '@iama/contracts/recipe';
import type { BreachName } from '@iama/contracts/test-run/breach';
import type { FileChange } from '@iama/engine/patch/file-change';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { treeDigest } from '@iama/runner/testing/tree-digest';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { readTree } from '@iama/runner/workspace/read-tree';
import { analysis } from '../../support/samples.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "cart", "scripts": { "test": "node --test test/*.test.js" } }\n',
  'src/cart.js': [
    'exports.total = (list) => list.reduce((sum, each) => sum + each, 0);',
    'exports.samples = [[1, 2], [3, 4]];',
    '',
  ].join('\n'),
  'test/cart.test.js': [
    "const test = require('node:test');",
    "const assert = require('node:assert');",
    "const { total, samples } = require('../src/cart.js');",
    "test('adds', () => assert.strictEqual(total([1, 2]), 3));",
    "test('adds nothing', () => assert.strictEqual(total([]), 0));",
    'for (const each of samples) test(`adds ${each}`, () => assert.ok(total(each) > 0));',
    '',
  ].join('\n'),
  'test/goldens/total.golden': '3\n',
};

/** The files of a patch, and what is replaced by what in each. */
type Cheat = Readonly<Record<string, readonly [from: string, to: string] | 'deleted'>>;

const CHEATS: readonly (readonly [string, BreachName, Cheat])[] = [
  ['skips a test', 'TEST_SKIPPED', { 'test/cart.test.js': ["test('adds',", "test.skip('adds',"] }],
  ['runs one test alone', 'TEST_FOCUSED', { 'test/cart.test.js': ["test('adds',", "test.only('adds',"] }],
  [
    'weakens an assertion',
    'ASSERTION_WEAKENED',
    { 'test/cart.test.js': ['strictEqual(total([1, 2]), 3)', 'ok(total([1, 2]))'] },
  ],
  ['deletes a test file', 'TEST_FILE_DELETED', { 'test/cart.test.js': 'deleted' }],
  ['edits a recorded result', 'GOLDEN_EDITED', { 'test/goldens/total.golden': ['3', '4'] }],
  ['forces the exit code', 'EXIT_CODE_FORCED', { 'package.json': ['*.test.js"', '*.test.js || true"'] }],
  ['filters the tests', 'TESTS_FILTERED', { 'package.json': ['--test test', '--test --test-name-pattern adds test'] }],
  ['makes fewer tests', 'FEWER_TESTS_COLLECTED', { 'src/cart.js': ['[[1, 2], [3, 4]]', '[[1, 2]]'] }],
  [
    'asks whether it is tested',
    'CODE_DETECTS_TESTS',
    {
      'src/cart.js': [
        'exports.samples',
        "if (process.env.NODE_ENV === 'test') exports.total = () => 3;\nexports.samples",
      ],
    },
  ],
  [
    'ends the run',
    'CODE_ENDS_THE_RUN',
    { 'src/cart.js': ['exports.samples', 'if (false) process.exit(0);\nexports.samples'] },
  ],
];

describe('a patch that cheats, through a whole job', function () {
  this.timeout(60_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
  });
  beforeEach(() => {
    repository = temporaryRepository(FILES);
  });
  afterEach(() => {
    client.close();
    repository.remove();
  });
  after(() => spine.close());

  async function begin(cheat: Cheat): Promise<RealMachine> {
    client = await ScriptedClient.begin(spine, {
      target: { kind: 'folder', path: '.' },
      lock: { runs: 1, budget_ms: 0, threshold: 0.7 },
    });
    const patch = await patchOf(repository, cheat);
    const made = { patch, patch_sha256: 'b'.repeat(64), findings: [], kept: [], excluded: [] };
    return new RealMachine(client, repository, {
      collect_context: () => ({ status: 'completed', result: agreedTo(Object.keys(cheat)) }),
      run_recipe: () => ({ status: 'completed', result: { kind: 'run_recipe', ...made } }),
    });
  }

  for (const [what, name, cheat] of CHEATS) {
    it(`is caught by name where it ${what}: ${name}`, async () => {
      const before = treeDigest(repository.root);
      const machine = await begin(cheat);
      await machine.agree();
      await machine.do('characterize');
      await machine.do('run_tests');
      for (const attempt of [1, 2]) {
        await machine.do('run_recipe', attempt);
        await machine.do('run_tests', attempt + 1);
      }
      await client.waitForState('FALLBACK_REQUIRED');
      const { failure } = await client.job();
      assert.equal(failure?.code, 'SEAL_BROKEN');
      const told = client.events.flatMap(({ type, data }) => (type === 'attempt_end' ? [data] : []));
      assert.equal(told.length, 2);
      for (const { verdict, breaches } of told) {
        assert.equal(verdict, 'regressed');
        assert.ok(
          breaches.some((breach) => breach.name === name),
          JSON.stringify(breaches),
        );
      }
      assert.deepEqual(treeDigest(repository.root), before);
    });
  }

  it('is delivered where it leaves the tests alone', async () => {
    const machine = await begin({ 'src/cart.js': ['(sum, each) => sum + each', '(sum, item) => sum + item'] });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
  });

  it('is not judged by tests that were changed since they were sealed: the job stops, and says which', async () => {
    const machine = await begin({ 'src/cart.js': ['(sum, each) => sum + each', '(sum, item) => sum + item'] });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    repository.write('test/cart.test.js', '// nothing is tested any more\n');
    const outcome = await machine.do('run_tests', 2);
    assert.partialDeepStrictEqual(outcome, { status: 'failed', failure: { code: 'WORKSPACE_CHANGED' } });
    await client.waitForState('FALLBACK_REQUIRED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'WORKSPACE_CHANGED');
    assert.match(failure.detail, /test\/cart\.test\.js/);
  });
});

async function patchOf(repository: TemporaryRepository, cheat: Cheat) {
  const { tree } = await readTree(await openWorkspace(repository.root));
  const files = new Map([...tree.files, ...Object.entries(FILES)]);
  const changes = Object.entries(cheat).map(([path, change]): FileChange => {
    if (change === 'deleted') return { change: 'delete', path, finding_id: 'f' };
    const [from, replacement] = change;
    const start = files.get(path)?.indexOf(from) ?? -1;
    assert.notEqual(start, -1, from);
    return { change: 'modify', path, edits: [{ start, end: start + from.length, replacement, finding_id: 'f' }] };
  });
  return buildPatch({ ...tree, files }, changes, []);
}

/** An analysis whose plan has these files: the person agrees to have them edited. */
function agreedTo(paths: readonly string[]): ReturnType<typeof analysis> {
  const made = analysis(['CONSERVATIVE']);
  const files = paths.map((path) => ({ path, change: 'modify' as const, new_path: null }));
  const plans = made.plans.map((plan): PlanAnalysis => (plan.finding_count > 0 ? { ...plan, files } : plan));
  return { ...made, plans };
}
