import assert from 'node:assert/strict';
import type { PlanLevel } from '@iama/contracts/recipe';
import { applyPatch } from '../../patch/apply-patch.ts';
import { buildPatch } from '../../patch/build-patch.ts';
import { moveSymbol } from './move-symbol.ts';

type Files = Readonly<Record<string, string>>;
const MODULE = { 'package.json': '{"name":"p","private":true,"type":"module"}' };

/** `symbol` is `file#name`. */
async function move(given: Files, symbol: string, to_path: string, level: PlanLevel = 'STANDARD') {
  const files: Files = { ...MODULE, ...given };
  const [path = '', name = ''] = symbol.split('#');
  const tree = { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) };
  const result = await moveSymbol.run({
    tree,
    target: { kind: 'symbol', path, symbol: name },
    level,
    exclude: new Set(),
    options: { to_path },
  });
  const applied = applyPatch(buildPatch(tree, result.changes, result.findings), (each) => files[each] ?? null);
  assert.ok(applied.ok, JSON.stringify(applied));
  const after: Record<string, string | null> = { ...files };
  for (const { path: each, after: text } of applied.files) after[each] = text;
  return {
    files: after,
    kept: result.kept.map(({ reason }) => reason).join('\n'),
    changed: result.changes.map((each) => each.path),
  };
}

describe('moving a symbol', function () {
  this.timeout(20_000);

  it('takes its comments and imports along, and mends who imports it', async () => {
    const { files } = await move(
      {
        'src/a.js':
          "import { h, k } from './h.js';\n\nexport const other = k;\n\n/** Adds up. */\nexport function total(x) {\n  return h(x);\n}\n\nexport const last = 1;\n",
        'src/h.js': 'export const h = 1;\nexport const k = 2;\n',
        'src/use.js': "import { other, total } from './a.js';\ntotal(other);\n",
        'src/only.js': "import { total } from './a.js';\ntotal(1);\n",
        'src/barrel.js': "export { total as sum, last } from './a.js';\n",
      },
      'src/a.js#total',
      'src/deep/total.js',
    );
    assert.equal(
      files['src/a.js'],
      "import { k } from './h.js';\n\nexport const other = k;\n\nexport const last = 1;\n",
    );
    assert.equal(
      files['src/deep/total.js'],
      "import { h } from '../h.js';\n\n/** Adds up. */\nexport function total(x) {\n  return h(x);\n}\n",
    );
    assert.equal(
      files['src/use.js'],
      "import { other } from './a.js';\nimport { total } from './deep/total.js';\ntotal(other);\n",
    );
    assert.equal(files['src/only.js'], "import { total } from './deep/total.js';\ntotal(1);\n");
    assert.equal(
      files['src/barrel.js'],
      "export { last } from './a.js';\nexport { total as sum } from './deep/total.js';\n",
    );
  });

  it('puts it at the end of a file that is there, and imports it where it is still used', async () => {
    const { files } = await move(
      {
        'a.ts': 'const rate = 2;\nfunction total(x: number) {\n  return x;\n}\nexport const all = () => total(rate);\n',
        'b.ts': 'export const b = 1;\n',
      },
      'a.ts#total',
      'b.ts',
    );
    assert.equal(files['b.ts'], 'export const b = 1;\n\nexport function total(x: number) {\n  return x;\n}\n');
    assert.equal(
      files['a.ts'],
      "import { total } from './b.js';\n\nconst rate = 2;\nexport const all = () => total(rate);\n",
    );
  });

  it('moves helpers that only it uses, and leaves shared ones to be exported at the highest level', async () => {
    const files = {
      'a.js':
        'const step = 2;\nconst base = 1;\nexport function total(x) {\n  return x * step + base;\n}\nexport const b = () => base;\n',
    };
    const standard = await move(files, 'a.js#total', 'b.js');
    assert.deepEqual(standard.changed, []);
    assert.match(standard.kept, /needs `base`, which is private/);
    const all = await move(files, 'a.js#total', 'b.js', 'COMPREHENSIVE');
    assert.equal(all.files['a.js'], 'export const base = 1;\nexport const b = () => base;\n');
    assert.equal(
      all.files['b.js'],
      "import { base } from './a.js';\n\nconst step = 2;\n\nexport function total(x) {\n  return x * step + base;\n}\n",
    );
  });

  it('keeps the old place as a bridge where others cannot be followed, or the level says so', async () => {
    const files = {
      'a.js': 'export const x = 1;\nexport const total = () => 1;\n',
      'use.js': "import * as a from './a.js';\na.total();\n",
      'named.js': "import { total } from './a.js';\ntotal();\n",
    };
    const standard = await move(files, 'a.js#total', 'b.js');
    assert.equal(standard.files['a.js'], "export { total } from './b.js';\n\nexport const x = 1;\n");
    assert.equal(standard.files['named.js'], "import { total } from './b.js';\ntotal();\n");
    assert.match(standard.kept, /use\.js imports the whole file/);
    const conservative = await move(files, 'a.js#total', 'b.js', 'CONSERVATIVE');
    assert.deepEqual(conservative.changed, ['a.js', 'b.js']);
  });

  it('moves types as types', async () => {
    const { files } = await move(
      {
        'tsconfig.json': '{"compilerOptions":{"module":"nodenext","verbatimModuleSyntax":true}}',
        'a.ts': 'export interface Cart {\n  size: number;\n}\nexport const empty: Cart = { size: 0 };\n',
        'use.ts': "import { empty, type Cart } from './a.js';\nexport const a: Cart = empty;\n",
      },
      'a.ts#Cart',
      'cart.ts',
    );
    assert.equal(files['a.ts'], "import type { Cart } from './cart.js';\n\nexport const empty: Cart = { size: 0 };\n");
    assert.equal(
      files['use.ts'],
      "import { empty } from './a.js';\nimport { type Cart } from './cart.js';\nexport const a: Cart = empty;\n",
    );
  });

  it('takes the import out of the file that receives it, and stands before its first use', async () => {
    const { files } = await move(
      {
        'a.js': 'export const total = () => 1;\nexport const z = 1;\n',
        'b.js': "import { total } from './a.js';\nexport const b = total();\n",
      },
      'a.js#total',
      'b.js',
    );
    assert.equal(files['b.js'], '\nexport const total = () => 1;\nexport const b = total();\n'.trimStart());
    assert.equal(files['a.js'], 'export const z = 1;\n');
  });

  it('refuses what acts when it is loaded, what is bound to its file, and what an import cannot be', async () => {
    const cases: [text: string, reason: RegExp][] = [
      ['export const total = start();\n', /effects/],
      ['export let total = 1;\nexport const set = () => {\n  total = 2;\n};\n', /another value later/],
      ['export const total = () => import.meta.url;\n', /import\.meta/],
      ["export const total = () => import('./x.js');\n", /path from inside/],
      ['export default function total() {}\n', /default export/],
      ['export const total = 1,\n  other = 2;\n', /declared together/],
      ['export const { total } = { total: 1 };\n', /pattern/],
      ['export class total {\n  static a = start();\n}\n', /runs code/],
    ];
    for (const [text, reason] of cases) {
      const { changed, kept } = await move({ 'a.js': text }, 'a.js#total', 'b.js');
      assert.deepEqual(changed, [], text);
      assert.match(kept, reason);
    }
  });

  it('refuses a circle that would be loaded half, and allows one that only functions see', async () => {
    const half = { 'a.js': 'export const rate = 2;\nexport const total = () => rate;\nexport const now = total();\n' };
    assert.match((await move(half, 'a.js#total', 'b.js')).kept, /load each other, and a\.js uses it/);
    const late = {
      'a.js': 'export const rate = () => 2;\nexport const total = () => rate();\nexport const later = () => total();\n',
    };
    assert.deepEqual((await move(late, 'a.js#total', 'b.js')).changed, ['a.js', 'b.js']);
    assert.match((await move(late, 'a.js#total', 'b.js', 'CONSERVATIVE')).kept, /would load each other/);
  });

  it('refuses names that are taken, or that mean something else there', async () => {
    const cases: [a: string, b: string, reason: RegExp][] = [
      ['export const total = () => 1;\n', 'export const total = 2;\n', /has a `total` already/],
      [
        "import { h } from './h.js';\nexport const total = () => h;\n",
        'const h = 1;\nexport { h };\n',
        /means something else/,
      ],
      ['export const total = () => fetch(1);\n', 'const fetch = 1;\nexport { fetch };\n', /the global `fetch`/],
    ];
    for (const [a, b, reason] of cases) {
      const { changed, kept } = await move(
        { 'a.js': a, 'b.js': b, 'h.js': 'export const h = 1;\n' },
        'a.js#total',
        'b.js',
      );
      assert.deepEqual(changed, [], a);
      assert.match(kept, reason);
    }
  });

  it('refuses CommonJS, other languages, members and the same file, each with its reason', async () => {
    const files = { 'a.js': 'export const total = 1;\n', 'c.cjs': 'const total = 1;\nmodule.exports = { total };\n' };
    assert.match((await move(files, 'c.cjs#total', 'd.cjs')).kept, /no ES module/);
    assert.match((await move(files, 'a.js#total', 'c.cjs')).kept, /CommonJS/);
    assert.match((await move(files, 'a.js#total', 'b.ts')).kept, /different languages/);
    assert.match((await move(files, 'a.js#total', 'a.js')).kept, /that file already/);
    assert.match((await move(files, 'a.js#total.x', 'b.js')).kept, /without its class/);
  });

  it('leaves a load that acts, though only the moved code used it', async () => {
    const { files } = await move(
      {
        'a.js': "import { h } from './acts.js';\nexport const total = () => h;\nexport const b = 1;\n",
        'acts.js': 'start();\nexport const h = 1;\n',
        'use.js': "import { total } from './a.js';\ntotal();\n",
      },
      'a.js#total',
      'b.js',
    );
    assert.match(files['a.js'] ?? '', /import \{ h \} from '\.\/acts\.js';/);
  });
});
