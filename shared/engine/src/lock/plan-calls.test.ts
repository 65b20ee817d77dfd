import assert from 'node:assert/strict';
import { findCallSites } from './inputs/find-call-sites.ts';
import { typesIn } from './inputs/candidates-of-type.ts';
import { readSignatures } from './inputs/read-signatures.ts';
import type { SurveyedExport } from './observation.ts';
import { planCalls } from './plan-calls.ts';

function surveyed(path: readonly string[], more: Partial<SurveyedExport> = {}): SurveyedExport {
  return { path, kind: 'function', name: path.at(-1) ?? '', arity: 0, source: '', methods: [], value: null, ...more };
}

function plan(
  path: string,
  text: string,
  exports: readonly SurveyedExport[],
  tests: Readonly<Record<string, string>> = {},
) {
  const signatures = readSignatures(path, text);
  assert(signatures);
  const names = new Set(exports.flatMap((each) => [each.name, ...each.methods]).filter(Boolean));
  return planCalls({
    stem: 'price',
    text,
    exports,
    signatures,
    sites: findCallSites(path, new Map([[path, text], ...Object.entries(tests)]), names),
    context: { language: 'javascript', types: typesIn(path, text) },
    symbol: null,
    most_per_function: 20,
    most_where_few: 80,
    most: 200,
  });
}
const argsOf = (planned: ReturnType<typeof plan>): readonly string[] =>
  planned.calls.map(({ args }) => args.join(', '));

describe('planned calls', () => {
  it('begin with what callers write, constants put in place, and leave out what means something else there', () => {
    const test = [
      "import { total } from '../src/price.ts';",
      'const base = { net: true };',
      "total([1, 2], base); total(other); total(['x'], { ...base });",
    ].join('\n');
    const text = 'export function total(list, options) { return list.length; }';
    const args = argsOf(plan('src/price.ts', text, [surveyed(['total'])], { 'test/price.test.ts': test }));
    assert.equal(args[0], '[1, 2], { net: true }');
    assert(args.every((each) => !each.includes('other') && !each.includes('...')));
  });

  it('leave out what would not be code any more on one line', () => {
    const test = [
      "import { total } from '../src/price.js';",
      'total(function (a) {',
      '  // it is used',
      '  return a;',
      '});',
      'total((a) => {',
      '  a += 1',
      '  return a;',
      '});',
      'total((a) => a * 7);',
    ].join('\n');
    const text = 'export const total = (run) => run(1);';
    const args = argsOf(plan('src/price.js', text, [surveyed(['total'])], { 'test/price.test.js': test }));
    assert.equal(args[0], '(a) => a * 7');
    assert.ok(
      args.every((each) => !/it is used|a \+= 1/.test(each)),
      args.join('; '),
    );
  });

  it('follow types: unions, interfaces, lists, functions as spies', () => {
    const text = [
      "interface Item { name: string; qty?: number; mode: 'gross' | 'net' }",
      'export function total(items: Item[], round: (n: number) => number) { return items.length; }',
    ].join('\n');
    const [first = ''] = argsOf(plan('src/price.ts', text, [surveyed(['total'])]));
    assert.match(first, /^\[\{ name: 'Hello World', qty: 3, mode: 'gross' \}, .*\], spy\('dependency'\)$/);
  });

  it('follow what the body does with a parameter, its conditions and their borders', () => {
    const text = "exports.f = function (a, cb) { if (a.length > 7) return cb(a.trim()); if (a === 'yes') return 1; };";
    const args = argsOf(plan('src/price.js', text, [surveyed(['f'])]));
    assert(args.some((each) => each.startsWith("'yes'")));
    assert(args.every((each) => each === '' || !each.includes(',') || /spy\('cb'|undefined|null|42/.test(each)));
    const numbers = argsOf(plan('src/price.js', 'exports.g = (n) => (n > 18 ? 1 : 2);', [surveyed(['g'])]));
    for (const border of ['17', '18', '19']) assert(numbers.includes(border), border);
  });

  it('make an object with spies of a dependency whose methods are called', () => {
    const text = 'exports.load = async (repo, id) => (await repo.find(id)) ?? repo.create(id);';
    const [first = ''] = argsOf(plan('src/price.js', text, [surveyed(['load'])]));
    assert.match(first, /^\{ find: spy\('repo\.find'\), create: spy\('repo\.create'\) \}/);
  });

  it('make instances, and call each method on a new one', () => {
    const text =
      'export class Cart { constructor(limit) { this.limit = limit * 2; } add(count) { return count - 1; } }';
    const cart = surveyed(['Cart'], { kind: 'class', methods: ['add'] });
    const { calls } = plan('src/price.js', text, [cart]);
    assert.deepEqual(new Set(calls.map(({ form }) => form)), new Set(['construct', 'method']));
    assert.deepEqual(calls.find(({ form }) => form === 'method')?.made_with, ['3']);
  });

  it('find a default export without a name, not a callback beside it', () => {
    const text = 'const a = [1].map((text) => text.trim());\nexport default (count) => count - 1;\n';
    const args = argsOf(plan('src/price.js', text, [surveyed(['default'], { name: 'default' })]));
    assert.equal(args[0], '3');
  });

  it('leave functions of other files to those', () => {
    const planned = plan('src/price.js', 'module.exports = require("./other");', [surveyed(['other'])]);
    assert.deepEqual([planned.calls, planned.elsewhere], [[], ['other']]);
  });

  it('take a key, an option or a query for a text: their names only end like those of numbers', () => {
    for (const name of ['key', 'prefix', 'query', 'version']) {
      const [first] = plan('src/price.js', `exports.find = (${name}) => table.has(${name});`, [
        surveyed(['find']),
      ]).calls;
      assert.deepEqual(first?.args, ["'Hello World'"], name);
    }
    const [first] = plan('src/price.js', 'exports.half = (n) => twice(n);', [surveyed(['half'])]).calls;
    assert.deepEqual(first?.args, ['3']);
  });

  it('are some of each function where there would be too many', () => {
    const names = Array.from({ length: 30 }, (_, at) => `half${at}`);
    const text = names.map((name) => `exports.${name} = (text) => text.trim();`).join('\n');
    const { calls } = plan(
      'src/price.js',
      text,
      names.map((name) => surveyed([name])),
    );
    assert.equal(calls.length, 200);
    assert.equal(new Set(calls.map(({ path }) => path[0])).size, 30);
  });
});
