import assert from 'node:assert/strict';
import { findCallSites } from '../inputs/find-call-sites.ts';
import { readSignatures } from '../inputs/read-signatures.ts';
import type { SurveyedExport, SurveyedParam } from '../observation.ts';
import { planCalls } from '../plan-calls.ts';
import { constantsIn } from './constants-in.ts';
import { docExamples } from './doc-examples.ts';

const param = (name: string, more: Partial<SurveyedParam> = {}): SurveyedParam => ({
  name,
  passed: 'either',
  optional: false,
  type: null,
  default_code: null,
  ...more,
});
const optional = (name: string, default_code: string): SurveyedParam => param(name, { optional: true, default_code });

function surveyed(name: string, params: readonly SurveyedParam[], more: Partial<SurveyedExport> = {}): SurveyedExport {
  const python = { params, members: [], constants: [] };
  return { path: [name], kind: 'function', name, arity: 0, source: '', methods: [], value: null, python, ...more };
}

function plan(text: string, exports: readonly SurveyedExport[], tests: Readonly<Record<string, string>> = {}) {
  const path = 'shop/price.py';
  const signatures = readSignatures(path, text);
  assert(signatures);
  const examples = docExamples(
    path,
    text,
    exports.map(({ name }) => name),
  );
  const files = new Map([[path, text], ...Object.entries(tests), ...(examples ? [examples] : [])]);
  return planCalls({
    stem: 'price',
    text,
    exports,
    signatures,
    sites: findCallSites(path, files, new Set(exports.map(({ name }) => name))),
    context: { language: 'python', types: new Map(), constants: constantsIn(path, text) },
    symbol: null,
    most_per_function: 20,
    most_where_few: 80,
    most: 200,
  });
}
const argsOf = (planned: ReturnType<typeof plan>): readonly string[] =>
  planned.calls.map(({ args }) => args.join(', '));

describe('planned calls of Python', () => {
  const total = 'def total(items, net=False):\n    return len(items)\n';

  it('begin with what tests write, also in the rows of their tables', () => {
    const test = [
      'import pytest',
      'from shop.price import total',
      'ROWS = [([1, 2], True), ([], False)]',
      '@pytest.mark.parametrize("items, net", ROWS)',
      'def test_rows(items, net):',
      '    total(items, net=net)',
      'def test_loop():',
      "    for name, count in {'a': 1}.items():",
      '        total([name], count)',
      '    total(unknown)',
    ].join('\n');
    const args = argsOf(
      plan(total, [surveyed('total', [param('items'), optional('net', 'False')])], { 'tests/test_price.py': test }),
    );
    assert.deepEqual(args.slice(0, 3), ['[1, 2], net=True', '[], net=False', "['a'], 1"]);
    assert.ok(args.every((each) => !each.includes('unknown')));
  });

  it('take the examples of docstrings, and texts that the module knows', () => {
    const text = [
      "NAMES = {'tomato': '#ff6347'}",
      'def value(name: str):',
      '    """',
      "    >>> value('plum')",
      '    """',
      '    return NAMES[name]',
    ].join('\n');
    const args = argsOf(plan(text, [surveyed('value', [param('name')])]));
    assert.equal(args[0], "'plum'");
    assert.ok(args.includes("'tomato'"), args.join('; '));
  });

  it('leave out what may be left out, and give it by its name where something before it was', () => {
    const args = argsOf(
      plan(total, [surveyed('total', [param('items'), optional('sep', "'-'"), optional('net', 'False')])]),
    );
    assert.ok(
      args.some((each) => /^\[3, 1, 2\]$/.test(each)),
      args.join('; '),
    );
    assert.ok(args.some((each) => each.endsWith('net=True')));
    assert.ok(
      args.every((each) => !/^\S+, (True|False)$/.test(each)),
      args.join('; '),
    );
  });

  it('give what has to be named by its name, and nothing for **rest', () => {
    const params = [
      param('a', { type: 'int' }),
      param('b', { passed: 'by_name', type: 'int' }),
      param('rest', { passed: 'rest_by_name', optional: true }),
    ];
    const args = argsOf(plan('def f(a, *, b, **rest):\n    return a - b\n', [surveyed('f', params)]));
    assert.ok(args.length > 3 && args.every((each) => /^[^=]+, b=[^=]+$/.test(each)), args.join('; '));
  });

  it('follow annotations: unions, containers, literals, callables, and classes of the module', () => {
    const text = 'class Item:\n    def __init__(self, name):\n        self.name = name\n\ndef f(a):\n    return a\n';
    const item = surveyed('Item', [param('name', { type: 'str' })], { kind: 'class' });
    const first = (type: string): string | undefined =>
      plan(text, [item, surveyed('f', [param('a', { type })])]).calls.find(({ path }) => path[0] === 'f')?.args[0];
    assert.equal(first('Dict[str, List[int]] | None'), "{'Hello World': [3, 0, -1], '': []}");
    assert.equal(first("Literal['gross', 'net']"), "'gross'");
    assert.equal(first('Callable[[int], int]'), "spy('a')");
    assert.equal(first('Optional[Item]'), "Item('Hello World')");
    assert.equal(first('tuple[int, ...]'), '(3, 0)');
  });

  it('make dicts with the keys, and objects with the attributes, that a body reads', () => {
    const text = "def f(order, repo):\n    return repo.find(order['id'], order.get('count', 1))\n";
    const [args = ''] = argsOf(plan(text, [surveyed('f', [param('order'), param('repo')])]));
    assert.match(args, /^\{'id': .+, 'count': .+\}, SimpleNamespace\(find=spy\('repo\.find'\)\)$/);
  });

  it('leave to other modules what those declare', () => {
    const planned = plan('from .other import f\n', [surveyed('f', [])]);
    assert.deepEqual([planned.calls, planned.elsewhere], [[], ['f']]);
  });
});
