import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { SuiteRun, TestCase } from '@iama/contracts/test-run/test-run';
import type { Breach, BreachName } from '@iama/contracts/test-run/breach';
import { checkCode } from './check-code.ts';
import { checkFiles } from './check-files.ts';
import { checkLines } from './check-line.ts';
import { compareTestFiles } from './compare-test-files.ts';
import { checkRuns } from './check-runs.ts';
import type { Seal } from './seal.ts';
import { sealedRoleOf } from './seal.ts';

const TEST = `const assert = require('assert');
const { total } = require('../src/cart');
describe('total', () => {
  it('adds', () => {
    assert.strictEqual(total([1, 2]), 3);
    assert.deepStrictEqual(total([]), 0);
  });
  it('throws', () => {
    assert.throws(() => total(null), TypeError);
  });
});
`;
const JEST = `const { total } = require('../src/cart');
test('adds', () => {
  expect(total([1, 2])).toBe(3);
});
`;
const PYTHON = `import pytest
from cart import total

def test_adds():
    assert total([1, 2]) == 3

def test_none():
    assert total(None) == 0
`;
const UNITTEST = `import unittest
from cart import total


class Cart(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(total([1, 2]), 3)

    def test_none(self):
        with self.assertRaises(TypeError):
            total(3)
`;
const FILES: Readonly<Record<string, string>> = {
  'test/cart.test.js': TEST,
  'test/jest.test.js': JEST,
  'tests/test_cart.py': PYTHON,
  'test/__snapshots__/cart.test.js.snap': 'exports[`total 1`] = `3`;\n',
  'tests/test_units.py': UNITTEST,
  'pyproject.toml': '[project]\nversion = "1"\n\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n',
  'src/cart.py': 'def total(items):\n    return sum(items or [])\n',
  '.mocharc.json': '{"timeout": 2000}',
  'src/cart.js': 'exports.total = (list) => list.reduce((a, b) => a + b, 0);\n',
};
const LINE = 'mocha --require ./setup.js';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function testCase(name: string, status: TestCase['status']): TestCase {
  return { id: `mocha:.::test/cart.test.js::${name}`, name, file: null, status, duration_ms: 1, failure: null };
}

function run(cases: readonly TestCase[], more: Partial<SuiteRun> = {}): SuiteRun {
  return {
    suite_id: 'mocha:.',
    framework: 'mocha',
    command: ['mocha'],
    outcome: 'passed',
    exit_code: 0,
    signal: null,
    duration_ms: 1,
    cases: [...cases],
    output_tail: '',
    ...more,
  };
}
const GREEN = [testCase('adds', 'passed'), testCase('throws', 'passed')];
const SEAL: Seal = {
  schema_version: 1,
  files: Object.entries(FILES).flatMap(([path, text]) => {
    const role = sealedRoleOf(path);
    return role ? [{ path, sha256: hash(text), role }] : [];
  }),
  suites: [{ suite_id: 'mocha:.', line: LINE, collected: 2, skipped: 0, steady: GREEN.map(({ id }) => id) }],
};

const namesOf = (breaches: readonly Breach[]): readonly BreachName[] => breaches.map(({ name }) => name);

interface Try {
  readonly files?: Readonly<Record<string, string | null>>;
  readonly line?: string | null;
  readonly cases?: readonly TestCase[];
  readonly run?: Partial<SuiteRun>;
  readonly agreed?: readonly string[];
}

function judge(attempt: Try): readonly BreachName[] {
  const now = new Map(
    Object.entries({ ...FILES, ...attempt.files }).filter((each): each is [string, string] => each[1] !== null),
  );
  const before = new Map(Object.entries(FILES));
  const hashes = new Map([...now].map(([path, text]) => [path, hash(text)]));
  const line = attempt.line === undefined ? LINE : attempt.line;
  const code = [...now].filter(([path]) => sealedRoleOf(path) === null);
  const breaches = [
    ...checkFiles(SEAL, before, { hashes, texts: now }, new Set(attempt.agreed ?? [])),
    ...checkLines(SEAL, new Map(line === null ? [] : [['mocha:.', line]])),
    ...checkRuns(SEAL, [run(attempt.cases ?? GREEN, attempt.run)], new Set()),
    ...checkCode(code.map(([path, after]) => ({ path, before: before.get(path) ?? '', after }))),
  ];
  return breaches.map(({ name }) => name);
}

const mocha = (from: string, to: string): Try => ({ files: { 'test/cart.test.js': TEST.replace(from, to) } });
const jest = (from: string, to: string): Try => ({ files: { 'test/jest.test.js': JEST.replace(from, to) } });
const python = (from: string, to: string): Try => ({ files: { 'tests/test_cart.py': PYTHON.replace(from, to) } });
const unit = (from: string, to: string): Try => ({ files: { 'tests/test_units.py': UNITTEST.replace(from, to) } });
const pyproject = (from: string, to: string): Try => ({
  files: { 'pyproject.toml': FILES['pyproject.toml']?.replace(from, to) ?? '' },
});
const pythonCode = (added: string): Try => ({ files: { 'src/cart.py': `${FILES['src/cart.py']}${added}\n` } });
const code = (added: string): Try => ({ files: { 'src/cart.js': `${FILES['src/cart.js']}${added}\n` } });
const line = (text: string | null): Try => ({ line: text });

const CHEATS: readonly (readonly [string, BreachName, Try])[] = [
  ['a test file is deleted', 'TEST_FILE_DELETED', { files: { 'test/cart.test.js': null } }],
  ['a test is removed', 'TEST_REMOVED', mocha(/  it\('throws'[\s\S]*?\}\);\n/.exec(TEST)?.[0] ?? '', '')],
  [
    'a test is commented out',
    'TEST_REMOVED',
    mocha(
      "  it('throws', () => {\n    assert.throws(() => total(null), TypeError);\n  });",
      "  /* it('throws', () => {\n    assert.throws(() => total(null), TypeError);\n  }); */",
    ),
  ],
  ['a test is renamed to a plain function', 'TEST_REMOVED', mocha("it('throws', () =>", 'const later = (() =>')],
  ['.skip', 'TEST_SKIPPED', mocha("it('throws'", "it.skip('throws'")],
  ['xit', 'TEST_SKIPPED', mocha("it('throws'", "xit('throws'")],
  ['this.skip()', 'TEST_SKIPPED', mocha("it('throws', () => {", "it('throws', function () {\n    this.skip();")],
  ['an option skips', 'TEST_SKIPPED', mocha("it('throws',", "it('throws', { skip: true },")],
  ['pytest.mark.skip', 'TEST_SKIPPED', python('def test_none', '@pytest.mark.skip\ndef test_none')],
  ['.only', 'TEST_FOCUSED', mocha("it('adds'", "it.only('adds'")],
  ['fit', 'TEST_FOCUSED', mocha("it('adds'", "fit('adds'")],
  ['.todo', 'TEST_MARKED_TODO', mocha("it('throws', () =>", "it.todo('throws', () =>")],
  ['an emptied test', 'TEST_EMPTIED', mocha('    assert.throws(() => total(null), TypeError);\n', '')],
  ['an emptied Python test', 'TEST_EMPTIED', python('assert total(None) == 0', 'pass')],
  ['an early return', 'TEST_RETURNS_EARLY', mocha("it('adds', () => {", "it('adds', () => {\n    return;")],
  ['an assertion less', 'ASSERTION_REMOVED', mocha('    assert.deepStrictEqual(total([]), 0);\n', '')],
  [
    'an assertion behind a comment',
    'ASSERTION_REMOVED',
    mocha('assert.deepStrictEqual(total([]), 0);', '// assert.deepStrictEqual(total([]), 0);'),
  ],
  [
    'equality becomes truth',
    'ASSERTION_WEAKENED',
    mocha('assert.strictEqual(total([1, 2]), 3)', 'assert.ok(total([1, 2]))'),
  ],
  ['toBe becomes toBeDefined', 'ASSERTION_WEAKENED', jest('.toBe(3)', '.toBeDefined()')],
  ['an assertion about itself', 'ASSERTION_TRIVIAL', jest('expect(total([1, 2])).toBe(3)', 'expect(3).toBe(3)')],
  ['assert True', 'ASSERTION_TRIVIAL', python('assert total(None) == 0', 'assert True')],
  ['another expected value', 'EXPECTATION_CHANGED', mocha('total([1, 2]), 3', 'total([1, 2]), 4')],
  [
    'a caught failure',
    'ERROR_SWALLOWED',
    mocha('assert.strictEqual(total([1, 2]), 3);', 'try { assert.strictEqual(total([1, 2]), 3); } catch (error) {}'),
  ],
  [
    'a caught rejection',
    'ERROR_SWALLOWED',
    jest("test('adds', () => {", "test('adds', () => {\n  void later().catch(() => {});"),
  ],
  [
    'an assertion in a function that nobody calls',
    'ASSERTION_REMOVED',
    mocha('assert.deepStrictEqual(total([]), 0);', 'function later() { assert.deepStrictEqual(total([]), 0); }'),
  ],
  [
    'retries',
    'RETRIES_ADDED',
    mocha("describe('total', () => {", "describe('total', function () {\n  this.retries(5);"),
  ],
  [
    'the target is mocked',
    'MOCK_ADDED',
    jest("test('adds'", "jest.mock('../src/cart', () => ({ total: () => 3 }));\ntest('adds'"),
  ],
  ['a helper of the tests is changed', 'TEST_FILE_EDITED', mocha("require('../src/cart')", "require('./fake-cart')")],
  [
    'an edited golden',
    'GOLDEN_EDITED',
    { files: { 'test/__snapshots__/cart.test.js.snap': 'exports[`total 1`] = `4`;\n' } },
  ],
  ['a deleted golden', 'GOLDEN_DELETED', { files: { 'test/__snapshots__/cart.test.js.snap': null } }],
  [
    'changed configuration',
    'CONFIG_CHANGED',
    { files: { '.mocharc.json': '{"timeout": 2000, "ignore": ["test/cart.test.js"]}' } },
  ],
  ['deleted configuration', 'CONFIG_DELETED', { files: { '.mocharc.json': null } }],
  [
    'configuration out of nowhere',
    'CONFIG_ADDED',
    { files: { 'jest.config.js': 'module.exports = { testMatch: [] };' } },
  ],
  ['|| true', 'EXIT_CODE_FORCED', line(`${LINE} || true`)],
  ['--passWithNoTests', 'NO_TESTS_ALLOWED', line(`${LINE} --passWithNoTests`)],
  ['--grep', 'TESTS_FILTERED', line(`${LINE} --grep adds`)],
  ['-u', 'SNAPSHOTS_UPDATED', line(`${LINE} -u`)],
  ['other flags', 'RUNNER_FLAGS_CHANGED', line('mocha')],
  ['a suite that is gone', 'SUITE_MISSING', line(null)],
  ['fewer tests', 'FEWER_TESTS_COLLECTED', { cases: [testCase('adds', 'passed')] }],
  ['a skip at run time', 'MORE_TESTS_SKIPPED', { cases: [testCase('adds', 'passed'), testCase('throws', 'skipped')] }],
  [
    'another test in its place',
    'TEST_MISSING',
    { cases: [testCase('adds', 'passed'), testCase('does nothing', 'passed')] },
  ],
  ['exit 0 without tests', 'NO_TESTS_RAN', { cases: [], run: { outcome: 'no_tests' } }],
  ['a run that ends in the middle', 'RUN_CUT_SHORT', { run: { outcome: 'crashed' } }],
  [
    'code that knows when it is tested',
    'CODE_DETECTS_TESTS',
    code("if (process.env.NODE_ENV === 'test') exports.total = () => 3;"),
  ],
  ['code that replaces an assertion', 'CODE_PATCHES_ASSERTIONS', code("require('assert').strictEqual = () => {};")],
  ['code that ends the process', 'CODE_ENDS_THE_RUN', code('process.exit(0);')],
  ['pytest.mark.xfail', 'TEST_SKIPPED', python('def test_none', '@pytest.mark.xfail\ndef test_none')],
  ['pytest.skip()', 'TEST_SKIPPED', python('assert total(None)', "pytest.skip('later')\n    assert total(None)")],
  ['pytest.xfail()', 'TEST_SKIPPED', python('assert total(None)', "pytest.xfail('later')\n    assert total(None)")],
  ['pytestmark', 'TEST_SKIPPED', python('def test_adds', 'pytestmark = pytest.mark.skip\n\ndef test_adds')],
  ['importorskip', 'TEST_SKIPPED', python('def test_adds', "pytest.importorskip('nothing')\n\ndef test_adds")],
  ['unittest.skip', 'TEST_SKIPPED', unit('    def test_none', "    @unittest.skip('later')\n    def test_none")],
  ['expectedFailure', 'TEST_SKIPPED', unit('    def test_none', '    @unittest.expectedFailure\n    def test_none')],
  ['self.skipTest()', 'TEST_SKIPPED', unit('self.assertEqual', "self.skipTest('later')\n        self.assertEqual")],
  [
    'raise SkipTest',
    'TEST_SKIPPED',
    unit('self.assertEqual', "raise unittest.SkipTest('later')\n        self.assertEqual"),
  ],
  ['__test__ = False', 'TEST_SKIPPED', unit('    def test_adds', '    __test__ = False\n\n    def test_adds')],
  ['a Python test that is no test any more', 'TEST_REMOVED', python('def test_none', 'def later_none')],
  [
    'a Python test that returns early',
    'TEST_RETURNS_EARLY',
    python('assert total(None)', 'return\n    assert total(None)'),
  ],
  [
    'a Python assertion less',
    'ASSERTION_REMOVED',
    unit('        self.assertEqual(total([1, 2]), 3)\n', '        total([1, 2])\n'),
  ],
  [
    'assertEqual becomes assertTrue',
    'ASSERTION_WEAKENED',
    unit('assertEqual(total([1, 2]), 3)', 'assertTrue(total([1, 2]))'),
  ],
  ['assert 1 == 1', 'ASSERTION_TRIVIAL', python('assert total(None) == 0', 'assert 1 == 1')],
  ['assert … or True', 'ASSERTION_TRIVIAL', python('assert total(None) == 0', 'assert total(None) == 0 or True')],
  ['assertTrue(True)', 'ASSERTION_TRIVIAL', unit('assertEqual(total([1, 2]), 3)', 'assertTrue(True)')],
  ['assertEqual of itself', 'ASSERTION_TRIVIAL', unit('assertEqual(total([1, 2]), 3)', 'assertEqual(3, 3)')],
  [
    'a caught Python failure',
    'ERROR_SWALLOWED',
    python(
      '    assert total(None) == 0',
      '    try:\n        assert total(None) == 0\n    except AssertionError:\n        pass',
    ),
  ],
  [
    'a suppressed Python failure',
    'ERROR_SWALLOWED',
    python(
      '    assert total(None) == 0',
      '    with contextlib.suppress(AssertionError):\n        assert total(None) == 0',
    ),
  ],
  ['flaky', 'RETRIES_ADDED', python('def test_none', '@pytest.mark.flaky(reruns=3)\ndef test_none')],
  ['a patched target', 'MOCK_ADDED', python('def test_none', "@mock.patch('cart.total')\ndef test_none")],
  [
    'monkeypatch',
    'MOCK_ADDED',
    python('def test_none():', "def test_none(monkeypatch):\n    monkeypatch.setattr('cart.total', lambda each: 0)"),
  ],
  [
    'a patch around a call',
    'MOCK_ADDED',
    python('    assert total(None) == 0', "    with mock.patch('cart.total'):\n        assert total(None) == 0"),
  ],
  [
    'a hook of pytest',
    'CONFIG_ADDED',
    { files: { 'tests/conftest.py': 'def pytest_collection_modifyitems(items):\n    items.clear()\n' } },
  ],
  ['pytest.ini out of nowhere', 'CONFIG_ADDED', { files: { 'pytest.ini': '[pytest]\naddopts = -k adds\n' } }],
  ['sitecustomize.py', 'CONFIG_ADDED', { files: { 'sitecustomize.py': 'import builtins\n' } }],
  ['addopts in pyproject.toml', 'CONFIG_CHANGED', pyproject('testpaths', 'addopts = "-k adds"\ntestpaths')],
  ['a deleted pyproject.toml', 'CONFIG_DELETED', { files: { 'pyproject.toml': null } }],
  [
    'Python that knows when it is tested',
    'CODE_DETECTS_TESTS',
    pythonCode("if os.getenv('PYTEST_CURRENT_TEST'): total = len"),
  ],
  ['Python that looks for pytest', 'CODE_DETECTS_TESTS', pythonCode("if 'pytest' in sys.modules: total = len")],
  [
    'Python that is equal to everything',
    'CODE_PATCHES_ASSERTIONS',
    pythonCode('class Any:\n    def __eq__(self, other):\n        return True'),
  ],
  [
    'Python that replaces an assertion',
    'CODE_PATCHES_ASSERTIONS',
    pythonCode('unittest.TestCase.assertEqual = lambda *each: None'),
  ],
  ['sys.exit(0)', 'CODE_ENDS_THE_RUN', pythonCode('def stop():\n    sys.exit(0)')],
  ['raise SystemExit', 'CODE_ENDS_THE_RUN', pythonCode('def stop():\n    raise SystemExit')],
  ['os._exit()', 'CODE_ENDS_THE_RUN', pythonCode('def stop():\n    os._exit(1)')],
  ['atexit', 'CODE_ENDS_THE_RUN', pythonCode('atexit.register(lambda: os.abort())')],
];

describe('cheats', () => {
  it('are none in a change that leaves the net alone', () => {
    assert.deepEqual(judge({}), []);
    assert.deepEqual(judge(code('exports.count = (list) => list.length;')), []);
    assert.deepEqual(judge({ cases: [testCase('adds', 'passed'), testCase('throws', 'failed')] }), []);
    assert.deepEqual(judge({ cases: [...GREEN, testCase('more', 'passed')] }), []);
    assert.deepEqual(judge(pyproject('version = "1"', 'version = "2"')), []);
    assert.deepEqual(judge(pythonCode('def count(items):\n    return len(items)')), []);
    const other = { files: { 'lib/pyproject.toml': '[project]\nname = "lib"\n' } };
    assert.deepEqual(judge(other), []);
  });

  for (const [what, name, attempt] of CHEATS) {
    it(`are caught: ${what} is ${name}`, () => {
      const found = judge(attempt);
      assert(found.includes(name), `found ${found.join(', ') || 'nothing'}`);
    });
  }

  it('stay cheats in a file whose imports may be edited', () => {
    const path = 'test/cart.test.js';
    const renamed = { ...mocha('total', 'sum'), agreed: [path] };
    assert.deepEqual(judge(renamed), []);
    const skipped = TEST.replaceAll('total', 'sum').replace("it('throws'", "it.skip('throws'");
    assert.deepEqual(judge({ files: { [path]: skipped }, agreed: [path] }), ['TEST_SKIPPED']);
  });

  it('are not in what reads another way and says the same, where that was agreed on', () => {
    const path = '.mocharc.json';
    const files = { [path]: '{\n  "timeout": 2000\n}\n' };
    assert.deepEqual(judge({ files, agreed: [path] }), []);
    assert.deepEqual(judge({ files }), ['CONFIG_CHANGED']);
    assert.deepEqual(judge({ files: { [path]: '{"timeout": 1}' }, agreed: [path] }), ['CONFIG_CHANGED']);
  });

  it('are not in a chain of promises that becomes a try, nor in code of the tests that nobody called', () => {
    const path = 'a.test.js';
    const chain = "it('fails', () => load().then(() => assert.fail()).catch((error) => assert.ok(error)));\n";
    const tried =
      "it('fails', async () => { try { await load(); assert.fail(); } catch (error) { assert.ok(error); } });\n";
    assert.deepEqual(namesOf(compareTestFiles(path, chain, tried)), ['TEST_FILE_EDITED']);
    assert.deepEqual(namesOf(compareTestFiles(path, `${chain}function old(a) { assert.ok(a); }\n`, chain)), [
      'TEST_FILE_EDITED',
    ]);
    const exported = 'export function old(a) { assert.ok(a); }\n';
    assert.deepEqual(namesOf(compareTestFiles(path, `${chain}${exported}`, chain)), ['ASSERTION_REMOVED']);
  });

  it('are not in a line that says the new name of a file, and only that', () => {
    const seal = { ...SEAL, suites: SEAL.suites.map((suite) => ({ ...suite, line: 'mocha --require ./setup.js' })) };
    const renames = new Map([['packages/a/setup.js', 'packages/a/setup.cjs']]);
    const found = (now: string) => namesOf(checkLines(seal, new Map([['mocha:.', now]]), renames));
    assert.deepEqual(found('mocha --require ./setup.cjs'), []);
    assert.deepEqual(found('mocha --require ./other.cjs'), ['RUNNER_FLAGS_CHANGED']);
    assert.deepEqual(found('mocha --require ./setup.cjs -g adds'), ['TESTS_FILTERED']);
    assert.deepEqual(namesOf(checkLines(seal, new Map([['mocha:.', 'mocha --require ./setup.cjs']]))), [
      'RUNNER_FLAGS_CHANGED',
    ]);
  });

  it('are not what code has had before', () => {
    const before = "if (process.env.NODE_ENV === 'test') log();\nconst assert = require('assert');\n";
    const commented = { path: 'a.js', before, after: `${before}// process.exit(0)\n` };
    assert.deepEqual(checkCode([commented]), []);
    const moved = [
      { path: 'a.js', before, after: '' },
      { path: 'b.js', before: '', after: before },
    ];
    assert.deepEqual(checkCode(moved), []);
  });
});
