import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SuiteRun, TestCase } from '@iama/contracts/test-run/test-run';
import type { Observation } from '@iama/engine/lock/observation';
import { temporaryRepository } from '../../testing/temporary-repository.ts';
import { isOffered, reasonAgainstCall, reasonAgainstFile } from './agreed-change.ts';
import { checkPatched } from './check-patched.ts';
import { filesToPin, loadedAnew, mayOfferLess } from './files-to-pin.ts';
import { loadLock, saveLock } from './lock-record.ts';
import { runRounds } from './run-rounds.ts';
import { timeBox, TimeUp } from './time-box.ts';
import type { Bench } from '../../run/bench.ts';

const tree = (files: Readonly<Record<string, string>>) => ({
  files: new Map(Object.entries(files)),
  paths: new Set(Object.keys(files)),
});

describe('the files that are pinned', () => {
  const files = { 'a.js': 'exports.a = 1;', 'b.ts': '', 'c.js': '', 'test/a.test.js': '', 'README.md': '' };
  const file = (path: string, change: 'modify' | 'delete' | 'rename' | 'create' = 'modify') => ({
    path,
    change,
    new_path: null,
    base_sha256: null,
    result_sha256: null,
    edits: [],
    hunks: [],
  });
  const patch = {
    files: [
      file('README.md'),
      file('a.js'),
      file('b.ts', 'delete'),
      file('c.js', 'rename'),
      file('new.js', 'create'),
      file('test/a.test.js'),
    ],
  };

  it('are code that stays and is edited; of other code it is said why it is not', () => {
    assert.deepEqual(filesToPin(tree(files), 'unused-code', patch), {
      paths: ['a.js', 'c.js'],
      not_pinned: [{ path: 'b.ts', reason: 'The plan deletes it.' }],
    });
  });

  it('are none of a plan that changes what a test would load or hold', () => {
    assert.deepEqual(filesToPin(tree(files), 'typo-in-string', { files: [file('a.js')] }).paths, []);
    assert.match(reasonAgainstFile('typo-in-string') ?? '', /texts/);
    assert.equal(reasonAgainstFile('var-to-const'), null);
  });

  it('are loaded another way where they get another name or become another kind of module', () => {
    const renamed = { files: [file('a.js'), { ...file('c.js', 'rename'), new_path: 'c.mjs' }] };
    assert.deepEqual([...loadedAnew('unused-code', renamed, ['a.js', 'c.js'])], [['c.js', 'c.mjs']]);
    assert.deepEqual(
      [...loadedAnew('commonjs-to-esm', renamed, ['a.js', 'c.js'])],
      [
        ['a.js', 'a.js'],
        ['c.js', 'c.mjs'],
      ],
    );
  });

  it('may offer less afterwards only where an export or a member is taken out', () => {
    const offers = (text: string, from: string) => {
      const start = text.indexOf(from);
      const edits = [{ start, end: start + from.length, replacement: '', finding_id: 'f' }];
      return mayOfferLess(tree({ 'a.js': text }), { files: [{ ...file('a.js'), edits }] }, 'a.js');
    };
    assert.equal(offers('function a() {}\nexport const b = 1;\n', 'function a() {}\n'), false);
    assert.equal(offers('export function a() {}\n', 'export function a() {}\n'), true);
    assert.equal(offers('class A { b() {} c() {} }', 'b() {}'), true);
  });
});

describe('what a plan changes on purpose', () => {
  const seen = (over: Partial<Observation>): Observation => ({
    id: 'c1',
    outcome: 'returned',
    value: null,
    error: null,
    changed: [],
    receiver: null,
    seen: [],
    uses_clock: false,
    uses_random: false,
    effects: [],
    ...over,
  });

  it('is not pinned, and everything else is', () => {
    const prints = seen({ seen: [['console.log', '"x"']] });
    assert.match(reasonAgainstCall('console-removal', prints) ?? '', /prints/);
    assert.equal(reasonAgainstCall('unused-code', prints), null);
    const error = { name: 'ReferenceError', message: 'a is not defined', is_error: true, shape: '' };
    assert.match(reasonAgainstCall('missing-import', seen({ outcome: 'threw', error })) ?? '', /mends/);
    assert.equal(reasonAgainstCall('var-to-const', seen({ outcome: 'threw', error })), null);
  });

  it('is what a module does not offer any more: a name, or a method of a class', () => {
    const plan = { id: '', form: 'method' as const, path: ['A'], method: 'b', made_with: [], args: [], names: [] };
    const offered = {
      path: ['A'],
      kind: 'class' as const,
      name: 'A',
      arity: 0,
      source: '',
      methods: ['b'],
      value: null,
    };
    assert.equal(isOffered(plan, [offered]), true);
    assert.equal(isOffered(plan, [{ ...offered, methods: [] }]), false);
    assert.equal(isOffered({ ...plan, method: null }, []), false);
  });
});

describe('runs of the unchanged code', () => {
  const run = (outcome: SuiteRun['outcome'], status: TestCase['status'] | null): SuiteRun => ({
    suite_id: 's',
    framework: 'mocha',
    command: [],
    outcome,
    exit_code: 0,
    signal: null,
    duration_ms: 1,
    cases: status === null ? [] : [{ id: 's::a', name: 'a', file: null, status, duration_ms: 1, failure: null }],
    output_tail: '',
  });
  const rounds = (runs: readonly SuiteRun[]) => {
    const left = [...runs];
    return runRounds(
      runs.length,
      () => Promise.resolve(left.splice(0, 1)),
      () => undefined,
    );
  };

  it('tell a test that comes and goes from one that fails', async () => {
    const { flaky, failing, count } = await rounds([run('passed', 'passed'), run('failed', 'failed')]);
    assert.deepEqual(flaky, [{ test_id: 's::a', statuses: ['passed', 'failed'] }]);
    assert.deepEqual([failing, count], [[], 2]);
  });

  it('end with the one that a suite does not get through, whose tests are not called flaky for it', async () => {
    const broken = await rounds([run('passed', 'passed'), run('timeout', null), run('passed', 'passed')]);
    assert.deepEqual([broken.count, broken.is_broken, broken.flaky], [2, true, []]);
    assert.equal(broken.runs[0]?.outcome, 'timeout');
  });
});

describe('a box of time', () => {
  it('cuts off the run that does not end in it, and begins no other', async () => {
    let clock = 0;
    const asked: number[] = [];
    const run = (_: unknown, { timeout_ms }: { timeout_ms: number }) => {
      asked.push(timeout_ms);
      clock += 60;
      return Promise.resolve({} as never);
    };
    const box = timeBox({ run } as unknown as Bench, 100, () => clock);
    const once = () => box.run({} as never, { timeout_ms: 80 });
    await once();
    await assert.rejects(once, TimeUp);
    await assert.rejects(once, TimeUp);
    assert.deepEqual(asked, [80, 40]);
  });
});

describe('a record of what was sealed', () => {
  it('is found by its hash only: one that was changed, or is another, is none', async () => {
    const repository = temporaryRepository();
    try {
      const record = {
        schema_version: 1 as const,
        seal: { schema_version: 1 as const, files: [], suites: [] },
        tests: [],
      };
      const sha256 = await saveLock(repository.data_dir, 'job', record);
      assert.deepEqual(await loadLock(repository.data_dir, 'job', sha256), record);
      await assert.rejects(loadLock(repository.data_dir, 'other', sha256), { code: 'WORKSPACE_CHANGED' });
      const [name = ''] = readdirSync(join(repository.data_dir, 'jobs'));
      const place = join(repository.data_dir, 'jobs', name);
      await writeFile(place, (await readFile(place, 'utf8')).replace('"tests":[]', '"tests":[ ]'));
      await assert.rejects(loadLock(repository.data_dir, 'job', sha256), { code: 'WORKSPACE_CHANGED' });
    } finally {
      repository.remove();
    }
  });
});

describe('a patch beside the seal', () => {
  const TEST = "test('adds', () => assert.strictEqual(add(1), 2));\n";
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  const sealed = { path: 'test/a.test.js', sha256: 'x', role: 'test' as const };
  const facts = {
    seal: { schema_version: 1 as const, files: [sealed], suites: [] },
    before: tree({ 'test/a.test.js': TEST }),
    renames: [],
    lines: new Map<string, string>(),
    agreed: new Set(['test/a.test.js', 'test/a.test.mjs']),
  };
  const planned = (path: string, before: string | null, after: string | null) => ({
    path,
    before: null,
    after: null,
    before_bytes: before === null ? null : bytes(before),
    after_bytes: after === null ? null : bytes(after),
  });

  it('may rename a test file and edit its imports, where that was agreed on', () => {
    const moved = `import { add } from './a.mjs';\n${TEST}`;
    const steps = [planned('test/a.test.js', TEST, null), planned('test/a.test.mjs', null, moved)];
    const renames = [{ path: 'test/a.test.js', new_path: 'test/a.test.mjs' }];
    assert.deepEqual(checkPatched({ ...facts, planned: steps, renames }), []);
    assert.deepEqual(
      checkPatched({ ...facts, planned: steps }).map(({ name }) => name),
      ['TEST_FILE_DELETED'],
    );
  });

  it('may not skip a test in a file that it renames', () => {
    const steps = [
      planned('test/a.test.js', TEST, null),
      planned('test/a.test.mjs', null, TEST.replace('test(', 'test.skip(')),
    ];
    const renames = [{ path: 'test/a.test.js', new_path: 'test/a.test.mjs' }];
    assert.deepEqual(
      checkPatched({ ...facts, planned: steps, renames }).map(({ name }) => name),
      ['TEST_SKIPPED'],
    );
  });
});
