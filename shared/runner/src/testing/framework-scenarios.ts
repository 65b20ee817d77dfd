/** A repository for one framework, and what its run must give. Every one has a failing test. */
export interface Scenario {
  readonly packages: string;
  readonly framework: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, string>>;
  readonly error_class?: string;
  readonly frame?: RegExp;
}

const LIB = "exports.add = (a, b) => a + b;\nexports.bad = () => {\n  throw new TypeError('bad input');\n};\n";

const DESCRIBE = [
  "const { add, bad } = require('../lib');",
  "const assert = require('assert');",
  "describe('add', () => {",
  "  it('adds', () => assert.equal(add(1, 2), 3));",
  "  it('throws', () => bad());",
  "  it.skip('skipped', () => {});",
  '});',
  '',
].join('\n');

const BDD = {
  'add > adds': 'passed',
  'add > throws': 'failed',
  'add > skipped': 'skipped',
};

const mocha = (
  packages: string,
  scripts: Readonly<Record<string, string>>,
  more: Partial<Scenario> = {},
): Scenario => ({
  packages,
  framework: 'mocha',
  scripts,
  files: { 'lib.js': LIB, 'test/add.js': DESCRIBE },
  expected: BDD,
  error_class: 'TypeError',
  frame: /^lib\.js:3$/,
  ...more,
});

const jest = (packages: string, scripts: Readonly<Record<string, string>>, more: Partial<Scenario> = {}): Scenario => ({
  packages,
  framework: 'jest',
  scripts,
  files: { 'lib.js': LIB, 'test/add.test.js': DESCRIBE, 'test/broken.test.js': 'syntax error(\n' },
  expected: { ...BDD, '(the test file could not run)': 'failed' },
  ...more,
});

const vitest = (packages: string, scripts: Readonly<Record<string, string>>): Scenario => ({
  packages,
  framework: 'vitest',
  scripts,
  manifest: { type: 'module' },
  files: {
    'lib.js': LIB.replaceAll('exports.', 'export const '),
    'test/add.test.js': [
      "import { describe, it, expect } from 'vitest';",
      "import { add, bad } from '../lib.js';",
      "describe('add', () => {",
      "  it('adds', () => expect(add(1, 2)).toBe(3));",
      "  it('throws', () => bad());",
      "  it.skip('skipped', () => {});",
      "  it.todo('later');",
      '});',
    ].join('\n'),
    'test/broken.test.js': "import './not-there.js';\n",
  },
  expected: { ...BDD, 'add > later': 'todo', '(the test file could not run)': 'failed' },
  error_class: 'TypeError',
  frame: /^lib\.js:3$/,
});

export const SCENARIOS: readonly Scenario[] = [
  mocha('mocha@8 nyc@15', {
    pretest: 'npm run lint',
    lint: 'eslint .',
    test: 'nyc --check-coverage --lines 100 mocha -R dot',
  }),
  mocha('mocha@11 c8@10 cross-env@7', {
    test: 'cross-env NODE_OPTIONS=--trace-warnings c8 npm run unit',
    unit: 'mocha --parallel',
  }),
  mocha(
    'mocha@11 c8@10 cross-env@7',
    { test: "NODE_OPTIONS='--no-warnings --trace-warnings' mocha --reporter=min" },
    {
      manifest: { mocha: { reporter: 'nyan', spec: 'test/*.js' } },
    },
  ),
  jest(
    'jest@29',
    { test: 'jest --coverage --watchAll' },
    { manifest: { jest: { coverageThreshold: { global: { lines: 100 } } } } },
  ),
  jest('jest@30 cross-env@7', {
    test: 'eslint . && npm run -s unit -- --verbose',
    unit: 'cross-env NODE_OPTIONS=--experimental-vm-modules jest',
  }),
  vitest('vitest@2', { test: 'vitest' }),
  vitest('vitest@3', { test: 'vitest run --coverage --reporter verbose' }),
  vitest('vitest@4', { test: 'tsc --noEmit && vitest --watch' }),
  {
    packages: 'ava@6',
    framework: 'other',
    scripts: { test: 'xo && ava && tsd' },
    manifest: { type: 'module' },
    files: {
      'test.js':
        "import test from 'ava';\ntest('adds', t => t.is(1 + 2, 3));\ntest('fails', t => t.is(1, 2));\ntest.skip('skipped', t => t.pass());\n",
    },
    expected: { adds: 'passed', fails: 'failed', skipped: 'skipped' },
  },
  {
    packages: 'tape@5',
    framework: 'other',
    scripts: { test: "tape 'test/*.js'" },
    files: {
      'test/a.js':
        "const test = require('tape');\ntest('sums', t => { t.equal(3, 3, 'is three'); t.equal(1, 2, 'is one'); t.end(); });\n",
    },
    expected: { 'sums > is three': 'passed', 'sums > is one': 'failed' },
  },
  {
    packages: 'tsx@4',
    framework: 'node_test',
    scripts: { test: 'node --import tsx --test --test-reporter=dot test/*.ts' },
    files: {
      'test/a.test.ts':
        "import test from 'node:test';\ntest('typed', () => { const a: number = 1; if (a > 0) throw new RangeError('out'); });\ntest('fine', () => {});\n",
    },
    expected: { typed: 'failed', fine: 'passed' },
    error_class: 'RangeError',
    frame: /^test\/a\.test\.ts:2$/,
  },
];
