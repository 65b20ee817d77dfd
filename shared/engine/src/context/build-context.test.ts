import assert from 'node:assert/strict';
import type { Target } from '@iama/contracts/workspace/target';
import { buildContext } from './build-context.ts';
import { confidenceOf, modeFor } from './confidence-of.ts';
import { contextIndex, ImportTable } from './context-index.ts';
import { ignoreRules } from './ignore-rules.ts';
import { lowConfidence, maySayTooLittle } from './low-confidence.ts';
import type { Context } from './slice.ts';
import { tokenCount } from './token-count.ts';
import { whyLeftOut, whyNotRead } from './why-left-out.ts';

const SHOP = {
  'package.json': '{"name":"shop","type":"module"}',
  'src/money.ts': [
    '/** In cents. */',
    'export interface Money {\n  readonly cents: number;\n  readonly currency: Currency;\n}',
    "export type Currency = 'EUR' | 'CHF';",
    'export function add(a: Money, b: Money): Money {\n  const cents = a.cents + b.cents;\n  return { ...a, cents };\n}',
    'export function unused(): void {\n  console.log("nobody asks for this one");\n}',
  ].join('\n'),
  'src/index.ts': "export * from './money.ts';\nexport { total as sum } from './cart.ts';\n",
  'src/cart.ts': [
    "import { add, type Money } from './index.ts';",
    'export function total(prices: readonly Money[]): Money {\n  return prices.reduce((a, b) => add(a, b));\n}',
    'export function first(prices: readonly Money[]): Money | undefined {\n  const [head] = prices;\n  return head;\n}',
  ].join('\n'),
  'src/checkout.ts': [
    "import { sum } from './index.ts';",
    "import { total } from './cart.ts';",
    'export function pay(prices) {\n  const due = total(prices);\n  return `please pay ${due.cents}`;\n}',
    'export function other() {\n  return 1;\n}',
  ].join('\n'),
  'test/cart.test.ts':
    "import { total } from '../src/cart.ts';\nit('adds', () => {\n  if (total([]) !== 0) throw new Error('a long body of a test');\n});\n",
  'test/checkout.test.ts':
    "import { pay } from '../src/checkout.ts';\nit('pays', () => {\n  pay([]); pay([]); pay([]);\n});\n",
};

const indexOf = (files: Readonly<Record<string, string>>, table = new ImportTable()) => {
  for (const [path, text] of Object.entries(files)) table.update(path, text);
  return contextIndex(
    {
      paths: new Set(Object.keys(files)),
      settings: new Map(Object.entries(files).filter(([path]) => path.endsWith('package.json'))),
      textOf: (path) => files[path] ?? null,
      whyUnread: () => 'It could not be read.',
    },
    table,
  );
};

function contextOf(files: Readonly<Record<string, string>>, target: Target, budget = 10_000): Context {
  const outcome = buildContext({ index: indexOf(files), target, files: [target.path], budget });
  assert(outcome.ok, JSON.stringify(outcome));
  return outcome.context;
}

const shown = ({ slices }: Context) =>
  slices.map(({ role, path, symbol }) => `${role} ${path}${symbol ? `#${symbol}` : ''}`);
const CART = { kind: 'file', path: 'src/cart.ts' } as const;

describe('a context', () => {
  it('holds the target, what it stands on through files that pass names on, its callers and its tests, with reasons', () => {
    const context = contextOf(SHOP, CART);
    assert.deepEqual(shown(context), [
      'target src/cart.ts',
      'dependency src/money.ts#add',
      'type src/money.ts#Money',
      'type src/money.ts#Currency',
      'caller src/checkout.ts#pay',
      'test test/cart.test.ts',
      'test test/checkout.test.ts',
    ]);
    const [, add, money] = context.slices;
    assert.equal(add?.reason, 'src/cart.ts imports it by way of src/index.ts.');
    assert.match(add?.text ?? '', /^export function add\(a: Money, b: Money\): Money \{ … \}$/);
    assert.match(money?.text ?? '', /^\/\*\* In cents\. \*\/\nexport interface Money/);
    assert.ok(context.slices.every(({ reason, tokens }) => reason !== '' && tokens > 0));
    assert.equal(context.confidence.score, 100);
  });

  it('of a symbol holds that symbol whole and only what it names', () => {
    const context = contextOf(SHOP, { kind: 'symbol', path: 'src/cart.ts', symbol: 'first' });
    assert.match(context.slices[0]?.text ?? '', /^export function first/);
    assert.ok(!shown(context).includes('dependency src/money.ts#add'), 'first() does not add');
    assert.ok(!shown(context).includes('caller src/checkout.ts#pay'), 'nobody calls first()');
    assert.ok(shown(context).includes('dependency src/cart.ts'), 'the rest of its file');
  });

  it('leaves out bodies that are not the target’s before it leaves out pieces, and says what it left out', () => {
    const whole = contextOf(SHOP, CART);
    const tight = contextOf(SHOP, CART, whole.tokens - 10);
    assert.equal(tight.omitted.length, 0);
    const cut = tight.slices.filter(({ form }) => form === 'signature').map(({ role }) => role);
    assert.deepEqual(new Set(cut), new Set(['test']), 'the farthest first');
    assert.equal(tight.slices[0]?.text, SHOP['src/cart.ts']);

    const target = tokenCount(SHOP['src/cart.ts']);
    const bare = contextOf(SHOP, CART, target + 5);
    assert.deepEqual(shown(bare), ['target src/cart.ts']);
    assert.equal(bare.omitted.length, whole.slices.length - 1);
    assert.match(bare.omitted[0]?.reason ?? '', /No room/);
    assert.ok(bare.confidence.score < 100);
  });

  it('is refused when the target alone does not fit', () => {
    const outcome = buildContext({ index: indexOf(SHOP), target: CART, files: [CART.path], budget: 5 });
    assert.equal(!outcome.ok && outcome.code, 'CONTEXT_SIZE_EXCEEDED');
  });

  it('follows Python through packages', () => {
    const context = contextOf(
      {
        'shop/__init__.py': 'from .money import add\n',
        'shop/money.py':
          'class Money:\n    """In cents."""\n    def plus(self, other: "Money") -> "Money":\n        return Money(self.cents + other.cents)\n\ndef add(a: Money, b: Money) -> Money:\n    result = a.plus(b)\n    return result\n',
        'shop/cart.py': 'from shop import add\n\ndef total(prices):\n    return add(prices[0], prices[1])\n',
        'shop/pay.py': 'from .cart import total\n\ndef pay(prices):\n    return "please pay %s" % total(prices)\n',
        'tests/test_cart.py': 'from shop.cart import total\n\ndef test_total():\n    assert total([1, 2]) == 3\n',
      },
      { kind: 'file', path: 'shop/cart.py' },
    );
    assert.deepEqual(shown(context), [
      'target shop/cart.py',
      'dependency shop/money.py#add',
      'type shop/money.py#Money',
      'caller shop/pay.py#pay',
      'test tests/test_cart.py',
    ]);
    assert.match(context.slices[1]?.text ?? '', /^def add\(a: Money, b: Money\) -> Money:\s+\.\.\.$/);
  });

  it('sees after an edit what only the edited file says now', () => {
    const table = new ImportTable();
    const files: Record<string, string> = { ...SHOP };
    assert.deepEqual(indexOf(files, table).importersOf('src/money.ts'), ['src/index.ts']);
    files['src/checkout.ts'] = "import { add } from './money';\nexport const pay = () => add;\n";
    table.update('src/checkout.ts', files['src/checkout.ts']);
    const index = indexOf({}, table);
    assert.deepEqual(
      contextIndex({ ...index, settings: new Map(), paths: new Set(Object.keys(files)) }, table).importersOf(
        'src/money.ts',
      ),
      ['src/checkout.ts', 'src/index.ts'],
    );
  });
});

describe('the confidence in edits by symbol', () => {
  it('is the sum of V1, and drives the table', () => {
    const score = (parse_rate: number, symbol_rate: number, snippet_completeness: number) =>
      confidenceOf({ parse_rate, symbol_rate, snippet_completeness }).score;
    assert.deepEqual([score(1, 1, 1), score(0, 0, 0), score(0.5, 0.5, 0.5), score(0, 0, 1)], [100, 0, 50, 25]);
    assert.equal(score(0.333, 0.5, 1), 56);
    assert.deepEqual([100, 40, 39, 20, 19, 0].map(modeFor), [
      'AST_SYMBOLIC',
      'AST_SYMBOLIC',
      'BLACK_BOX',
      'BLACK_BOX',
      'EXACT_SEARCH_REPLACE',
      'EXACT_SEARCH_REPLACE',
    ]);
  });

  it('is low for a target that does not parse', () => {
    const context = contextOf({ 'src/a.ts': 'export function (' }, { kind: 'file', path: 'src/a.ts' });
    assert.deepEqual([context.confidence.score, context.confidence.mode], [25, 'BLACK_BOX']);
  });
});

describe('what is left out of contexts', () => {
  it('is what is not read, too large, made by tools, minified or binary', () => {
    assert.equal(whyNotRead('src/a.ts', 1000), null);
    assert.match(whyNotRead('logo.png', 10) ?? '', /kind/);
    assert.match(whyNotRead('dist/a.js', 10) ?? '', /tool/);
    assert.match(whyNotRead('src/a.min.js', 10) ?? '', /tool/);
    assert.match(whyNotRead('src/a.ts', 600 * 1024) ?? '', /512 KiB/);
    assert.match(whyLeftOut('a.ts', '// Code generated by protoc. DO NOT EDIT.\n') ?? '', /tool made it/);
    assert.match(whyLeftOut('a.js', `var a=${'function(b){return b+1},'.repeat(300)}1`) ?? '', /minified/);
    assert.match(whyLeftOut('a.ts', 'a\0b') ?? '', /binary/);
    const table = `export const rows = [\n  ${"{ name: 'a row', price: 12 }, ".repeat(300)}\n];\n`;
    assert.equal(whyLeftOut('a.ts', table), null, 'a table has long lines and spaces in them');
  });

  it('is what ignore files name, as git reads them', () => {
    const rules = ignoreRules(
      new Map([
        ['', '*.log\n!keep.log\n/build/\nsecret/**\nx y\n'],
        ['src', '!a.log\nlocal.ts\n'],
        ['build', '!*\n'],
      ]),
    );
    const ignored = ['a.log', 'build/a.ts', 'secret/deep/a.ts', 'src/local.ts', 'src/b.log', 'x y/a.ts'];
    const kept = ['keep.log', 'src/a.log', 'local.ts', 'src/build/a.ts', 'src/a.ts'];
    assert.deepEqual(
      ignored.filter((path) => !rules.isIgnored(path)),
      [],
    );
    assert.deepEqual(
      kept.filter((path) => rules.isIgnored(path)),
      [],
    );
  });

  it('takes back in a deep file what the root ignores, folder by folder', () => {
    const rules = ignoreRules(
      new Map([
        ['', 'x y\n'],
        ['build', '!*/\n'],
      ]),
    );
    assert.deepEqual([rules.isIgnored('build/x y/src/c'), rules.isIgnored('x y/src/c')], [false, true]);
  });
});

describe('the confidence in a recipe’s target', () => {
  const BROKEN = 'const {{ name }} = 1;\n';
  const ASKS = "import { one } from './broken.js';\nexport const two = () => one;\n";
  const low = (files: Readonly<Record<string, string>>) => {
    const paths = Object.keys(files);
    return maySayTooLittle(new Map(Object.entries(files)), paths) ? lowConfidence(indexOf(files), paths) : null;
  };

  it('is told where it is too low for edits by symbol', () => {
    assert.equal(low({ 'broken.js': BROKEN })?.score, 25);
    const found = low({ 'broken.js': BROKEN, 'b.js': BROKEN, 'c.js': BROKEN, 'asks.js': ASKS });
    assert.deepEqual([found?.score, found?.mode], [35, 'BLACK_BOX']);
  });

  it('is not told where enough parses, or what is imported is found', () => {
    assert.equal(low({ 'broken.js': BROKEN, 'asks.js': ASKS }), null);
    assert.equal(
      low({ 'broken.js': BROKEN, 'b.js': BROKEN, 'c.js': BROKEN, 'alone.js': 'export const a = 1;\n' }),
      null,
    );
    assert.equal(low({}), null);
  });

  it('is settled by the share that parses before anything else is read', () => {
    assert.equal(maySayTooLittle(new Map([['asks.js', ASKS]]), ['asks.js']), false);
  });
});
