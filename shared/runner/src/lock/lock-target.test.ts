import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBundle } from '@iama/engine/lock/evidence/verify-bundle';
import { findConfinement } from '../sandbox/find-confinement.ts';
import { checkNative } from '../sandbox/check-native.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readBundle, writeBundle } from './bundle-folder.ts';
import { checkSeal } from './check-seal.ts';
import { evidenceOfLock } from './evidence-of-lock.ts';
import { lockTarget } from './lock-target.ts';
import type { LockReport } from './lock-target.ts';

const SLUG = `const SEP = '-';
function slug(text, options = {}) {
  if (typeof text !== 'string') throw new TypeError('text must be a string');
  let out = text.trim().replace(/[^\\w]+/g, options.separator || SEP);
  if (options.max && out.length > options.max) out = out.slice(0, options.max);
  return out;
}
function sortBy(list, compare) {
  console.log('sorting', list.length);
  list.sort(compare);
  return list;
}
async function load(repo, id) {
  const found = await repo.find(id);
  if (!found) await repo.create(id);
  return found;
}
const stamp = () => new Date().toISOString() + Math.random();
const ticks = () => process.hrtime.bigint();
const zone = () => new Date(0).getHours();
const here = () => __filename;
let calls = 0;
const count = () => ++calls;
const forever = (n) => { for (;;) n += 1; };
const save = () => require('fs').writeFileSync('written', 'x');
const call = () => require('net').connect(9, '127.0.0.1');
const stop = () => process.exit(3);
module.exports = { slug, sortBy, load, stamp, ticks, zone, here, count, forever, save, call, stop, SEP };
`;
const TEST = `const test = require('node:test');
const assert = require('node:assert');
const { slug } = require('../lib/slug.js');
test('joins words', () => assert.equal(slug('a b', { max: 9 }), 'a-b'));
test('comes and goes', () => assert.ok(!require('fs').existsSync(require('os').tmpdir() + '/ran') || true));
`;

const SPAN = `module.exports = span;
module.exports.Memo = Memo;

function span(text, options) {
  const found = /^(-?\\d*\\.?\\d+) *(days?|weeks?|fortnights?)$/.exec(text);
  if (!found) return null;
  const count = options && options.round ? Math.round(Number(found[1])) : Number(found[1]);
  switch (found[2]) {
    case 'fortnights':
    case 'fortnight':
      return count * 14;
    case 'weeks':
    case 'week':
      return count * 7;
    default:
      return count;
  }
}

function Memo() {
  this.kept = new Map();
}
Memo.prototype.put = function (key, value) {
  this.kept.set(key, 'kept ' + value);
};
Memo.prototype.get = function (key) {
  return this.kept.get(key);
};
`;

describe('locking a target', function () {
  this.timeout(240_000);
  let repository: TemporaryRepository;
  let report: LockReport;
  let untouched: unknown;

  before(async () => {
    repository = temporaryRepository({
      'package.json': JSON.stringify({ name: 'shop', scripts: { test: 'node --test test/*.test.js' } }),
      'lib/slug.js': SLUG,
      'test/slug.test.js': TEST,
    });
    untouched = treeDigest(repository.root);
    report = await lockTarget({
      workspace: await openWorkspace(repository.root),
      target: { kind: 'file', path: 'lib/slug.js' },
      confinement: await findConfinement(),
      runs: 2,
      timeout_ms: 60_000,
      budget_ms: 10_000,
      most_mutants: 4,
      most_per_function: 16,
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  });
  after(() => repository.remove());

  it('writes tests of values, errors, changed arguments, printed words, calls in order, and pinned clock and dice', () => {
    const text = report.files[0]?.pinned.tests?.text ?? '';
    assert.equal(report.files[0]?.pinned.tests?.path, 'test/slug.characterization.test.js');
    assert.match(text, /assert\.deepStrictEqual\(slug\.slug\('a b', \{ max: 9 \}\), 'a-b'\);/);
    assert.match(
      text,
      /assert\.throws\(\(\) => slug\.slug\(.*\{ name: 'TypeError', message: 'text must be a string' \}\);/,
    );
    assert.match(
      text,
      /const list = \[3, 1, 2\];\n.*\n.*\n.*\['console\.log', '"sorting"', '3'\].*\n.*assert\.deepStrictEqual\(list, \[1, 2, 3\]\);/,
    );
    assert.match(text, /\[\['repo\.find', .*\], \['repo\.create', .*\]\]/);
    assert.match(text, /pinned\(async \(\) => \{|pinned\(\(\) => \{\n.*'2020-01-31T12:34:56\.789Z0\.000328707\d+'/);
  });

  it('drops what is not stable or reaches out, each with its reason', () => {
    const reasons = new Map(
      report.files[0]?.pinned.dropped.map(({ plan, reason }) => [plan.path.at(-1), reason] as const),
    );
    assert.equal(reasons.get('ticks'), 'Its result differs from run to run.');
    assert.equal(reasons.get('zone'), 'Its result depends on the time zone or the language of the machine.');
    assert.equal(reasons.get('here'), 'Its result names the folder that it runs in.');
    // Also where a call after it ended the process that saw it first.
    assert.equal(reasons.get('count'), 'Its result depends on the calls before it.');
    assert.equal(reasons.get('forever'), 'It did not come to an end, or ended the whole run.');
    assert.equal(reasons.get('save'), 'It writes files.');
    assert.equal(reasons.get('call'), 'It opens a network connection.');
    assert.equal(reasons.get('stop'), 'It ends the process.');
  });

  it('leaves the repository as it was, and the tests pass in it', () => {
    assert.deepEqual(treeDigest(repository.root), untouched);
    const { path = '', text = '' } = report.files[0]?.pinned.tests ?? {};
    repository.write(path, text);
    try {
      const ran = spawnSync(process.execPath, ['--test', path], { cwd: repository.root, encoding: 'utf8' });
      assert.equal(ran.status, 0, ran.stdout);
    } finally {
      rmSync(join(repository.root, path));
    }
  });

  it('measures what existing and written tests notice, each by itself', () => {
    const strength = report.files[0]?.strength;
    assert(strength && strength.run > 0 && strength.run <= 4);
    assert(strength.killed >= strength.killed_by_generated && strength.killed >= strength.killed_by_existing);
    assert.equal(strength.score, strength.killed / strength.run);
    assert.equal(report.baseline.steady, 2);
  });

  it('puts its evidence into a bundle that shows a flipped byte', async () => {
    const evidence = evidenceOfLock(report, 0.7, '2026-01-02T03:04:05.000Z', []);
    // Four faults of many are too few to call anything strong.
    assert.equal(evidence.verdict, 'unmeasured');
    assert.deepEqual(
      evidence.seal.files.map(({ path, role }) => [path, role]),
      [['test/slug.test.js', 'test']],
    );
    const folder = mkdtempSync(join(tmpdir(), 'iama-bundle-'));
    try {
      const workspace = await openWorkspace(repository.root);
      await writeBundle(
        folder,
        workspace,
        evidence,
        report.files.flatMap(({ pinned }) => pinned.tests ?? []),
      );
      const bundle = await readBundle(folder);
      assert.deepEqual(verifyBundle(bundle), []);
      assert.deepEqual(await checkSeal(workspace, bundle), []);
      repository.write('test/slug.test.js', TEST.replace("test('joins", "test.skip('joins"));
      repository.write('package.json', JSON.stringify({ scripts: { test: 'node --test test/*.test.js || true' } }));
      repository.write('jest.config.js', '');
      assert.deepEqual(
        (await checkSeal(workspace, bundle)).map(({ name }) => name),
        ['TEST_SKIPPED', 'CONFIG_ADDED', 'EXIT_CODE_FORCED'],
      );
      const page = join(folder, 'evidence.md');
      const bytes = readFileSync(page);
      bytes[5] = (bytes[5] ?? 0) ^ 4;
      writeFileSync(page, bytes);
      assert.deepEqual(
        verifyBundle(await readBundle(folder)).map(({ path, offset }) => [path, offset]),
        [['evidence.md', 5]],
      );
      await assert.rejects(writeBundle(folder, workspace, evidence, []), { code: 'BUNDLE_EXISTS' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a file in a repository without tests', function () {
  this.timeout(120_000);

  it('is pinned by tests that need nothing but Node', async () => {
    const repository = temporaryRepository({
      'package.json': '{ "name": "shop" }',
      'lib/half.js': 'exports.half = (amount) => amount / 2;\n',
    });
    try {
      const { files } = await lockTarget({
        workspace: await openWorkspace(repository.root),
        target: { kind: 'file', path: 'lib/half.js' },
        confinement: await findConfinement(),
        runs: 1,
        timeout_ms: 60_000,
        budget_ms: 0,
        most_mutants: 0,
        most_per_function: 4,
        signal: new AbortController().signal,
        progress: () => undefined,
      });
      assert.ok((files[0]?.pinned.tests?.count ?? 0) > 0, JSON.stringify(files[0]?.pinned.dropped));
    } finally {
      repository.remove();
    }
  });
});

describe('a target that no test of its own looks at', function () {
  this.timeout(180_000);

  it('is tried with what it tells apart itself: words, patterns, options one by one, methods after others', async () => {
    const repository = temporaryRepository({
      'package.json': '{ "name": "span", "main": "span.js" }',
      'README.md': "# span\n\n```js\nspan('2 fortnights')\n```\n",
      'span.js': SPAN,
    });
    try {
      const { files } = await lockTarget({
        workspace: await openWorkspace(repository.root),
        target: { kind: 'file', path: 'span.js' },
        confinement: await findConfinement(),
        runs: 1,
        timeout_ms: 60_000,
        budget_ms: 120_000,
        most_mutants: 0,
        most_per_function: 30,
        signal: new AbortController().signal,
        progress: () => undefined,
      });
      const text = files[0]?.pinned.tests?.text ?? '';
      for (const said of [
        /span\.default\('2 fortnights'\), 28\)|span\('2 fortnights'\), 28\)/,
        /'-?[\d.]+ weeks'/,
        /'-?[\d.]+ ?days?'/,
        /\{ round: true \}\)/,
        /instance\.put\('Hello World', [^)]*\);\n(?:.*\n)*?.*instance\.get\('Hello World'\), '/,
      ])
        assert.match(text, said);
    } finally {
      repository.remove();
    }
  });
});

describe('a call in an ES module', function () {
  this.timeout(120_000);

  it('is not pinned where it writes by a name that the module has imported', async () => {
    const repository = temporaryRepository({
      'package.json': JSON.stringify({ name: 'shop', type: 'module', scripts: { test: 'node --test test/*.test.js' } }),
      'lib/save.js':
        "import { writeFileSync } from 'node:fs';\nexport const save = (text) => writeFileSync('written', text);\n",
      'test/save.test.js': "import test from 'node:test';\nimport '../lib/save.js';\ntest('loads', () => {});\n",
    });
    try {
      const { files } = await lockTarget({
        workspace: await openWorkspace(repository.root),
        target: { kind: 'file', path: 'lib/save.js' },
        confinement: await findConfinement(),
        runs: 1,
        timeout_ms: 60_000,
        budget_ms: 0,
        most_mutants: 0,
        most_per_function: 4,
        signal: new AbortController().signal,
        progress: () => undefined,
      });
      assert.deepEqual(new Set(files[0]?.pinned.dropped.map(({ reason }) => reason)), new Set(['It writes files.']));
    } finally {
      repository.remove();
    }
  });
});

describe('a repository without tests', function () {
  this.timeout(120_000);

  it('gets some that need nothing but Node', async () => {
    const repository = temporaryRepository({
      'package.json': JSON.stringify({ name: 'shop', scripts: { test: 'tape test/*.js' } }),
      'price.js': 'exports.price = (net) => net * 2;\n',
    });
    try {
      const { files, skipped } = await lockTarget({
        workspace: await openWorkspace(repository.root),
        target: { kind: 'file', path: 'price.js' },
        confinement: await findConfinement(),
        runs: 1,
        timeout_ms: 60_000,
        budget_ms: 0,
        most_mutants: 0,
        most_per_function: 4,
        signal: new AbortController().signal,
        progress: () => undefined,
      });
      assert.ok((files[0]?.pinned.tests?.count ?? 0) > 0, JSON.stringify(files[0]?.pinned.dropped));
      assert.match(skipped[0]?.reason ?? '', /tape is not on this machine/);
    } finally {
      repository.remove();
    }
  });
});

describe('a native run', function () {
  this.timeout(30_000);
  it('needs a commit, and where it is not held in also a clean tree and a word', async () => {
    const repository = temporaryRepository();
    try {
      const workspace = await openWorkspace(repository.root);
      const held = { level: 'namespaces', memory_kib: null } as const;
      const loose = { level: 'limits', memory_kib: null } as const;
      await assert.rejects(checkNative(workspace, held, true), { code: 'LOCAL_NATIVE_NO_VCS_CHECKPOINT' });
      repository.write('a.js', '');
      repository.commitAll();
      await checkNative(workspace, held, false);
      await assert.rejects(checkNative(workspace, loose, false), { code: 'NATIVE_NOT_ACKNOWLEDGED' });
      await checkNative(workspace, loose, true);
      repository.write('b.js', '');
      await assert.rejects(checkNative(workspace, loose, true), { code: 'LOCAL_NATIVE_NO_VCS_CHECKPOINT' });
      await checkNative(workspace, held, false);
    } finally {
      repository.remove();
    }
  });
});
