import assert from 'node:assert/strict';
import { checkTestFile } from './check-test-file.ts';

const GOOD = [
  "const test = require('node:test');",
  "const assert = require('node:assert');",
  "const { total } = require('../src/cart.js');",
  "test('adds', () => assert.strictEqual(total([1, 2]), 3));",
  '',
].join('\n');

const problems = (text: string, titles: readonly string[] = ['adds'], path = 'test/cart.model.test.js') =>
  checkTestFile({ path, text, titles, targets: new Set(['src/cart.js', 'shop/prices.py']) });
const withTest = (body: string): string => GOOD.replace(/test\('adds'.*\n/, `${body}\n`);

describe('a test file that a stranger wrote', () => {
  it('is let through when it tests the target and nothing else', () => {
    assert.deepEqual(problems(GOOD), []);
    const esm = [
      "import { describe, it } from 'mocha';",
      "import { expect } from 'chai';",
      "import * as cart from '../src/cart';",
      "describe('cart', () => { it('adds', () => { expect(cart.total([1])).to.equal(1); }); });",
    ].join('\n');
    assert.deepEqual(problems(esm), []);
  });

  it('is let through in Python, as functions and in a class', () => {
    const python = [
      'import math',
      'import pytest',
      'from shop.prices import total',
      'def test_adds():',
      '    assert total([1, 2]) == 3',
      'class TestCart:',
      '    def test_refuses(self):',
      '        with pytest.raises(ValueError):',
      '            total(None)',
      '        assert math.floor(total([])) == 0',
    ].join('\n');
    assert.deepEqual(problems(python, ['test_adds', 'test_refuses'], 'tests/test_prices.py'), []);
    const reaching = python.replace('import math', 'import subprocess').replace('math.floor', 'open');
    assert.deepEqual(problems(reaching, ['test_adds', 'test_refuses'], 'tests/test_prices.py'), [
      'It loads subprocess, which a test has no use for.',
      'It uses open, which reaches out of the test.',
    ]);
  });

  for (const [what, body, said] of [
    ['asserts nothing', "test('adds', () => { total([1]); });", /asserts nothing/],
    ['asserts what is always so', "test('adds', () => { total([1]); assert.ok(true); });", /true whatever/],
    ['compares a thing with itself', "test('adds', () => { assert.equal(total, total); });", /true whatever/],
    ['skips', "test.skip('adds', () => assert.equal(total([1]), 1));", /skipped/],
    ['skips by an option', "test('adds', { skip: true }, () => assert.equal(total([1]), 1));", /skipped/],
    ['runs alone', "test.only('adds', () => assert.equal(total([1]), 1));", /run alone/],
    ['catches its failure', "test('adds', () => { try { assert.equal(total([1]), 9); } catch {} });", /caught/],
    ['returns early', "test('adds', () => { return; assert.equal(total([1]), 1); });", /before its end/],
    ['has no plain title', 'test(`a${1}`, () => assert.equal(total([1]), 1));', /no plain title/],
    ['starts a process', "require('node:child_process').execSync('id');", /child_process/],
    ['speaks to the network', "test('adds', async () => assert.equal(await fetch('http://x'), 1));", /fetch/],
    ['writes files', "require('fs').writeFileSync('src/cart.js', '');", /loads fs/],
    ['ends the run', "test('adds', () => { assert.equal(total([1]), 1); process.exit(0); });", /process/],
    ['makes code', "test('adds', () => assert.equal(total.constructor('return 1')(), 1));", /constructor/],
    ['loads what nobody can read', "const x = require(['f', 's'].join(''));", /made at run time/],
    ['loads from outside', "require('../../outside.js');", /outside/],
    ['replaces an assertion', 'assert.strictEqual = () => {};', /replaces what tests assert with/],
    ['is no code', "test('adds', () => {", /cannot be read as code/],
  ] as const) {
    it(`is not run when it ${what}`, () => {
      assert.match(problems(withTest(body)).join('\n'), said);
    });
  }

  it('is not run when it tests other code, or its own', () => {
    const other = GOOD.replace('../src/cart.js', './cart.js');
    assert.deepEqual(problems(other), ['It loads none of the code that it should test.']);
  });

  it('is not run when it holds other tests than it says', () => {
    assert.deepEqual(problems(GOOD, ['subtracts']), [
      'No test is called "subtracts".',
      'The test "adds" is not in the list of tests, with its clauses.',
    ]);
    const twice = `${GOOD}${GOOD.split('\n')[3] ?? ''}`;
    assert.deepEqual(problems(twice), ['Two tests are called "adds".']);
  });

  it('may have names of its own that mean something else elsewhere', () => {
    const own = "const module = total; test('adds', () => assert.strictEqual(module([1, 2]), 3));";
    assert.deepEqual(problems(withTest(own)), []);
  });
});
