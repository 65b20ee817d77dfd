import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import { TaskOutcome } from '@iama/contracts/task/task';
import { canaries } from '@iama/engine/secrets/testing/canaries';
import { applyPatchToDisk } from '../apply/apply-patch-to-disk.ts';
import { confinementForCalls } from '../lock/job/held-in.ts';
import { executeTask } from '../tasks/execute-task.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readTree } from '../workspace/read-tree.ts';
import { restorePatch } from './restore-patch.ts';
import { secretKey } from './secret-key.ts';
import { ON_THIS_MACHINE } from '../sandbox/execution.ts';

let dice = 11;
const BIRDS = canaries((limit) => {
  dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((dice / 2_147_483_648) * limit);
});
const LINES = BIRDS.map(({ line }) => `  ${JSON.stringify(line)},\n`).join('');
/** Calls between the secrets go away: the patch shows secrets as context, and takes some of them out. */
const SOURCE = `export const settings = [\n${LINES}];\n${BIRDS.map(
  ({ line }, at) =>
    `export function use${at}(add) {\n  console.log(${JSON.stringify(line)});\n  return add + ${at};\n}\n`,
).join('')}`;
const FILES = {
  'package.json': JSON.stringify({ name: 'birds', type: 'module', scripts: { test: 'node --test' } }),
  'src/settings.js': SOURCE,
  'src/pick.js': `import { settings } from './settings.js';
export function pick(at) {
  var found = settings[at];
  return found;
}
export function first(count) {
  var all = settings.slice(0, count);
  return all.join();
}
`,
  '.gitignore': '.env\n',
  '.env': `SESSION_SECRET=${'q7Zk2mXw9'}${'Vt4Lb8Rn1'}\n`,
  'test/settings.test.js': [
    "import test from 'node:test';",
    "import assert from 'node:assert';",
    "import { settings, use1 } from '../src/settings.js';",
    'const bare = settings.map((line) => line.split(/[\'"= ]/).toSorted((a, b) => b.length - a.length)[0]);',
    "test('says it all', () => { console.log(settings.join('\\n')); console.error(bare.join(' ')); use1(1); });",
    'for (const each of bare) test(`knows ${each}`, () => assert.equal(each, 3));',
    "test('reads the environment', () => assert.equal('q7Zk2mXw9' + 'Vt4Lb8Rn1', process.env.SESSION_SECRET));",
  ].join('\n'),
};

describe('a job in a repository full of secrets', function () {
  this.timeout(120_000);
  let repository: TemporaryRepository;
  const told: string[] = [];
  beforeEach(() => (repository = temporaryRepository(FILES)));
  afterEach(() => repository.remove());

  async function taskOf(payload: TaskPayload, patch: Patch | null = null): Promise<TaskResult> {
    const outcome = await executeTask(payload, {
      workspace: await openWorkspace(repository.root),
      data_dir: repository.data_dir,
      job_id: 'job-1',
      execution: ON_THIS_MACHINE,
      fetchPatch: () => (patch ? Promise.resolve(patch) : Promise.reject(new Error('no such artifact'))),
      signal: new AbortController().signal,
      progress: (line) => told.push(line),
    });
    told.push(JSON.stringify(outcome));
    // What arrives is what the contract allows, placeholders and all.
    assert(TaskOutcome.parse(outcome).status === 'completed', JSON.stringify(outcome).slice(0, 2000));
    return (outcome as { result: TaskResult }).result;
  }

  it('tells nothing of fifty kinds of them, and still edits the file they stand in', async () => {
    const target = { kind: 'file', path: 'src/settings.js' } as const;
    await taskOf({ kind: 'collect_context', recipe_id: 'console-removal', target });
    await taskOf({ kind: 'characterize', target });
    const made = await taskOf({
      kind: 'run_recipe',
      recipe_id: 'console-removal',
      level: 'COMPREHENSIVE',
      target,
      allowed_files: ['src/settings.js'],
      exclude_finding_ids: [],
      attempt: 1,
      feedback: null,
    });
    assert(made.kind === 'run_recipe');
    assert.ok(made.patch.files[0]?.edits.length, 'the recipe changes the file');
    const workspace = await openWorkspace(repository.root);
    const suites = discoverSuites((await readTree(workspace)).tree).map(({ suite }) => suite);
    const run = {
      kind: 'run_tests',
      phase: 'verification',
      suites,
      patch_artifact_id: 'a',
      timeout_ms: 60_000,
    } as const;
    const verified = await taskOf(run, made.patch);
    assert(verified.kind === 'run_tests');
    assert.equal(verified.run.suites[0]?.outcome, 'failed', verified.run.suites[0]?.output_tail);

    // What pins behaviour is made of the code and its values; the tests that fail are left out, so that it comes to that.
    const failing = verified.run.suites[0].cases.flatMap(({ id, status }) => (status === 'failed' ? [id] : []));
    const plan = {
      recipe_id: 'var-to-const' as const,
      level: 'COMPREHENSIVE' as const,
      target: { kind: 'file' as const, path: 'src/pick.js' },
      allowed_files: ['src/pick.js'],
      exclude_finding_ids: [],
    };
    const lock = { runs: 2, budget_ms: 40_000, quarantined: failing, plan };
    const baseline = await taskOf({ ...run, phase: 'baseline', patch_artifact_id: null, lock });
    assert(baseline.kind === 'run_tests' && baseline.run.lock);
    const { seal, pinned, none_because } = baseline.run.lock;
    const canHold = (await confinementForCalls()) !== null;
    assert.equal(pinned.length > 0, canHold, `${none_because} ${JSON.stringify(baseline.run.lock.not_pinned)}`);
    assert.equal(JSON.stringify(baseline.run.characterization).includes('IAMA_SECRET_'), canHold);
    await taskOf({ ...run, seal: { sha256: seal.sha256, agreed_files: ['src/settings.js'] } }, made.patch);

    const everything = told.join('\n');
    assert.ok(everything.includes('IAMA_SECRET_'), 'there was something to mask');
    for (const { kind, secret } of BIRDS) {
      for (const line of secret.split('\n')) assert.ok(!everything.includes(line), `${kind} was told: ${line}`);
    }
    assert.ok(!everything.includes(`q7Zk2mXw9${'Vt4Lb8Rn1'}`), 'a secret of an ignored file was told');

    const restored = JSON.stringify(await restorePatch(workspace, repository.data_dir, made.patch));
    assert.deepEqual(restored.match(/.{40}IAMA_SECRET_.{60}/g) ?? [], []);
    await applyPatchToDisk({ workspace, data_dir: repository.data_dir, job_id: 'job-1', patch: made.patch });
    const after = readFileSync(join(repository.root, 'src/settings.js'), 'utf8');
    assert.ok(after.includes(LINES), 'every secret is where it was');
    assert.ok(!after.includes('console.log'));
  });

  it('keeps its key to itself', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => secretKey(repository.data_dir)));
    assert.equal(new Set(keys.map(String)).size, 1, 'all agree on one');
    assert.equal(statSync(join(repository.data_dir, 'secret-key')).mode & 0o777, 0o600);
  });
});
