import assert from 'node:assert/strict';
import { checkTestFile } from './check-test-file.ts';

const IDLE = 'The test "adds" does not use the code that it should test.';
const STAND_IN = 'Something is replaced by a stand-in. Call the real code.';
const ADDS = "test('adds', () => assert.equal(total([1]), 1));";

const targets = new Set(['src/cart.js', 'shop/prices.py']);
const script = (...lines: readonly string[]) =>
  checkTestFile({
    path: 'test/cart.model.test.js',
    text: ["const test = require('node:test');", "const assert = require('node:assert');", ...lines].join('\n'),
    titles: ['adds'],
    targets,
  });
const module = (...lines: readonly string[]) =>
  checkTestFile({
    path: 'test/cart.model.test.ts',
    text: ["import { expect, test } from 'vitest';", ...lines].join('\n'),
    titles: ['adds'],
    targets,
  });
const python = (...lines: readonly string[]) =>
  checkTestFile({ path: 'tests/test_model.py', text: lines.join('\n'), titles: ['test_adds'], targets });

const TOTAL = "const { total } = require('../src/cart.js');";
const CART = "const cart = require('../src/cart.js');";
const VITEST = "import * as cart from '../src/cart';";
const CALLS = "test('adds', () => expect(cart.total([1])).toBe(1));";

describe('a test of a stranger', () => {
  for (const [how, lines] of [
    ['by its name', [TOTAL, ADDS]],
    ['in a block', [CART, "test('adds', () => { const { total: sum } = cart; assert.equal(sum([1]), 1); });"]],
    ['by loading it', ["test('adds', () => assert.equal(require('../src/cart').total([1]), 1));"]],
    ['through a function', [TOTAL, "const sum = (n) => total([n]);\ntest('adds', () => assert.equal(sum(1), 1));"]],
    [
      'through what is made before each',
      [
        CART,
        "const { beforeEach } = require('node:test');\nlet c;\nbeforeEach(() => { c = new cart.Cart(); });\ntest('adds', () => assert.equal(c.total(), 0));",
      ],
    ],
    [
      'with an object of its own',
      [CART, "test('adds', () => { const c = new cart.Cart(); c.x = 1; assert.equal(c.total(), 1); });"],
    ],
    [
      'through a table',
      [
        CART,
        "const ROWS = [[cart.total, 1]];\ntest('adds', () => { for (const [f, n] of ROWS) assert.equal(f([1]), n); });",
      ],
    ],
  ] as const) {
    it(`may use the code that it is of ${how}`, () => assert.deepEqual(script(...lines), []));
  }

  for (const [how, lines] of [
    ['by its name', ['from shop.prices import total', 'def test_adds():', '    assert total([1]) == 1']],
    ['by its module', ['import shop.prices', 'def test_adds():', '    assert shop.prices.total([1]) == 1']],
    ['by the package', ['from shop import prices as p', 'def test_adds():', '    assert p.total([1]) == 1']],
    [
      'through a fixture',
      [
        'import pytest',
        'from shop.prices import Cart',
        '@pytest.fixture',
        'def cart():',
        '    return Cart()',
        'def test_adds(cart):',
        '    assert cart.total() == 1',
      ],
    ],
    [
      'through a field',
      [
        'import unittest',
        'from shop.prices import Cart',
        'class T(unittest.TestCase):',
        '    def setUp(self):',
        '        self.cart = Cart()',
        '    def test_adds(self):',
        '        self.assertEqual(self.cart.total(), 1)',
      ],
    ],
    [
      'through a table',
      [
        'import pytest',
        'from shop.prices import total',
        "@pytest.mark.parametrize('f', [total])",
        'def test_adds(f):',
        '    assert f([1]) == 1',
      ],
    ],
    [
      'in an environment of its own',
      [
        'from shop.prices import total',
        'def test_adds(monkeypatch):',
        "    monkeypatch.setenv('RATE', '2')",
        '    assert total([1]) == 2',
      ],
    ],
  ] as const) {
    it(`may use the code that it is of ${how}, in Python`, () => assert.deepEqual(python(...lines), []));
  }

  for (const [what, problems] of [
    ['does not name it', script(TOTAL, "test('adds', () => assert.equal(1 + 1, 2));")],
    [
      'has a name of its own for it',
      script(TOTAL, "test('adds', () => { const total = () => 3; assert.equal(total(), 3); });"),
    ],
    [
      'names its types only',
      module(
        "import type { Cart } from '../src/cart';",
        "test('adds', () => { const c: Cart = 3; expect(c).toBe(3); });",
      ),
    ],
    ['takes it for granted', script(CART, "const sum = (n) => n;\ntest('adds', () => assert.equal(sum(1), 1));")],
  ] as const) {
    it(`is not run when it ${what}`, () => {
      assert.match(problems.join('\n'), /does not use the code|loads none of the code/);
    });
  }
  it('is not run when it does not name it, in Python', () => {
    assert.deepEqual(
      python('from shop.prices import total', 'def test_adds():', '    assert 1 + 1 == 2').map((each) =>
        each.replace('test_adds', 'adds'),
      ),
      [IDLE],
    );
  });

  for (const [what, problems] of [
    [
      'mock.method',
      script(
        "const { mock } = require('node:test');",
        CART,
        `mock.method(cart, 'total', () => 3);\n${ADDS.replace('total', 'cart.total')}`,
      ),
    ],
    [
      'mock under another name',
      script(
        "const { mock: m } = require('node:test');",
        CART,
        `m.method(cart, 'total', () => 3);\n${ADDS.replace('total', 'cart.total')}`,
      ),
    ],
    [
      'the mock of a test',
      script(CART, "test('adds', (t) => { t.mock.method(cart, 'total', () => 3); assert.equal(cart.total(), 3); });"),
    ],
    [
      'the mock of a test, taken out',
      script(
        CART,
        "test('adds', ({ mock: m }) => { m.method(cart, 'total', () => 3); assert.equal(cart.total(), 3); });",
      ),
    ],
    ['vi under another name', module("import { vi as v } from 'vitest';", VITEST, `v.spyOn(cart, 'total');\n${CALLS}`)],
    ['vi of all of vitest', module("import * as v from 'vitest';", VITEST, `v.vi.spyOn(cart, 'total');\n${CALLS}`)],
    [
      'jest under another name',
      module("import { jest as j } from '@jest/globals';", VITEST, `j.spyOn(cart, 'total');\n${CALLS}`),
    ],
    ['a member', script(CART, "cart.total = () => 3;\ntest('adds', () => assert.equal(cart.total(), 3));")],
    [
      'a member of another name for it',
      script(CART, "const c = cart;\nc['total'] = () => 3;\ntest('adds', () => assert.equal(cart.total(), 3));"),
    ],
    [
      'a member by a pattern',
      script(CART, "[cart.total] = [() => 3];\ntest('adds', () => assert.equal(cart.total(), 3));"),
    ],
    [
      'a member of what is loaded',
      script(CART, "require('../src/cart').total = () => 3;\ntest('adds', () => assert.equal(cart.total(), 3));"),
    ],
    [
      'members at once',
      script(CART, "Object.assign(cart, { total: () => 3 });\ntest('adds', () => assert.equal(cart.total(), 3));"),
    ],
    ['the name', script(TOTAL.replace('const', 'let'), `total = () => 1;\n${ADDS}`)],
    [
      'a member, in Python',
      python(
        'from shop import prices',
        'prices.total = lambda x: 1',
        'def test_adds():',
        '    assert prices.total([1]) == 1',
      ),
    ],
    [
      'the name, in Python',
      python(
        'from shop.prices import total',
        'def total(x):',
        '    return 1',
        'def test_adds():',
        '    assert total([1]) == 1',
      ),
    ],
    [
      'a patch, in Python',
      python(
        'from shop import prices',
        'def test_adds(monkeypatch):',
        '    m = monkeypatch',
        "    m.setattr(prices, 'total', len)",
        '    assert prices.total([1]) == 1',
      ),
    ],
    [
      'unittest’s mock',
      python(
        'import unittest',
        'from shop import prices',
        'p = unittest.mock.patch',
        'def test_adds():',
        '    assert prices.total([1]) == 1',
      ),
    ],
  ] as const) {
    it(`is not run when its file replaces ${what}`, () => assert.ok(problems.includes(STAND_IN), problems.join('\n')));
  }
});
