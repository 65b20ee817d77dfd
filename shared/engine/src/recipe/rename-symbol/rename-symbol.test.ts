import assert from 'node:assert/strict';
import type { PlanLevel } from '@iama/contracts/recipe';
import { applyPatch } from '../../patch/apply-patch.ts';
import { buildPatch } from '../../patch/build-patch.ts';
import { renameSymbol } from './rename-symbol.ts';

type Files = Readonly<Record<string, string>>;
const MODULE = { 'package.json': '{"name":"p","private":true,"type":"module"}' };
const COMMONJS = { 'package.json': '{"name":"p","private":true}' };

/** `symbol` is `file#name`. */
async function rename(files: Files, symbol: string, new_name: string, level: PlanLevel = 'STANDARD') {
  const [path = '', name = ''] = symbol
    .split('#', 2)
    .map((each, index) => (index === 0 ? each : symbol.slice(symbol.indexOf('#') + 1)));
  const tree = { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) };
  const result = await renameSymbol.run({
    tree,
    target: { kind: 'symbol', path, symbol: name },
    level,
    exclude: new Set(),
    options: { new_name },
  });
  const applied = applyPatch(buildPatch(tree, result.changes, result.findings), (each) => files[each] ?? null);
  assert.ok(applied.ok, JSON.stringify(applied));
  const after: Record<string, string | null> = { ...files };
  for (const { path: each, after: text } of applied.files) after[each] = text;
  return {
    files: after,
    kept: result.kept.map((each) => `${each.path}: ${each.reason}`),
    changed: result.changes.map((each) => each.path),
  };
}

describe('renaming a symbol', function () {
  this.timeout(20_000);

  it('follows imports, re-exports, namespaces, JSX and dynamic imports', async () => {
    const { files } = await rename(
      {
        ...MODULE,
        'lib.tsx': 'export function Total() {\n  return <Total />;\n}\n',
        'barrel.ts': "export { Total } from './lib.js';\n",
        'use.tsx':
          "import { Total } from './barrel.js';\nimport * as lib from './lib.js';\nexport const a = { Total, b: <Total />, c: lib.Total };\nvoid import('./lib.js').then((m) => m.Total);\n",
      },
      'lib.tsx#Total',
      'Sum',
    );
    assert.equal(files['lib.tsx'], 'export function Sum() {\n  return <Sum />;\n}\n');
    assert.equal(files['barrel.ts'], "export { Sum } from './lib.js';\n");
    assert.equal(
      files['use.tsx'],
      "import { Sum } from './barrel.js';\nimport * as lib from './lib.js';\nexport const a = { Total: Sum, b: <Sum />, c: lib.Sum };\nvoid import('./lib.js').then((m) => m.Sum);\n",
    );
  });

  it('leaves string keys, other properties and shadowing names of the same name alone', async () => {
    const text =
      "const a = 1;\nconst o = { a: 2, 'a': 3, [a]: 4 };\nexport const f = (a) => a + o.a;\nexport { a as b };\n";
    const { files } = await rename({ ...MODULE, 'x.js': text }, 'x.js#a', 'z');
    assert.equal(
      files['x.js'],
      "const z = 1;\nconst o = { a: 2, 'a': 3, [z]: 4 };\nexport const f = (a) => a + o.a;\nexport { z as b };\n",
    );
  });

  it('refuses a name that is taken, would be captured, or would capture a global', async () => {
    const cases: [text: string, to: string][] = [
      ['const a = 1;\nconst b = 2;\nexport { a, b };\n', 'b'],
      ['const a = 1;\nexport const f = (b) => a + b;\n', 'b'],
      ['const a = 1;\nexport const f = () => fetch(a);\n', 'fetch'],
      ['const a = 1;\nexport const f = () => {\n  const b = 1;\n  return () => a + b;\n};\n', 'b'],
    ];
    for (const [text, to] of cases) {
      const { changed, kept } = await rename({ ...MODULE, 'x.js': text }, 'x.js#a', to);
      assert.deepEqual(changed, [], text);
      assert.match(kept.join(), /means something else|TS\d+|parse/);
    }
  });

  it('refuses words of the language and what is no name', async () => {
    for (const to of ['class', 'await', 'let', 'a-b', '', '1a', 'eval']) {
      assert.deepEqual((await rename({ ...MODULE, 'x.js': 'export const a = 1;\n' }, 'x.js#a', to)).changed, [], to);
    }
  });

  it('keeps the name others import at the lowest level', async () => {
    const { files, changed } = await rename(
      {
        ...MODULE,
        'lib.ts': 'export const total = 1;\nexport const b = total;\n',
        'use.ts': "import { total } from './lib.js';\nexport default total;\n",
      },
      'lib.ts#total',
      'sum',
      'CONSERVATIVE',
    );
    assert.deepEqual(changed, ['lib.ts']);
    assert.equal(files['lib.ts'], 'const sum = 1;\nexport const b = sum;\nexport { sum as total };\n');
  });

  it('keeps the public name of a published package, except at the highest level', async () => {
    const files = {
      'package.json': '{"name":"p","version":"1.0.0","type":"module","exports":"./index.js"}',
      'index.js': "export { total } from './lib.js';\n",
      'lib.js': 'export const total = 1;\n',
    };
    const standard = await rename(files, 'lib.js#total', 'sum');
    assert.equal(standard.files['index.js'], "export { sum as total } from './lib.js';\n");
    const all = await rename(files, 'lib.js#total', 'sum', 'COMPREHENSIVE');
    assert.equal(all.files['index.js'], "export { sum } from './lib.js';\n");
  });

  it('renames members with their overrides and destructurings', async () => {
    const { files } = await rename(
      {
        ...MODULE,
        'k.ts':
          'export class K {\n  run() {\n    return 1;\n  }\n}\nclass L extends K {\n  override run() {\n    return super.run();\n  }\n}\nconst { run } = new L();\nexport const a = run;\n',
      },
      'k.ts#K.run',
      'start',
    );
    assert.equal(
      files['k.ts'],
      'export class K {\n  start() {\n    return 1;\n  }\n}\nclass L extends K {\n  override start() {\n    return super.start();\n  }\n}\nconst { start: run } = new L();\nexport const a = run;\n',
    );
  });

  it('renames private members', async () => {
    const { files } = await rename(
      { ...MODULE, 'k.js': 'export class K {\n  #a = 1;\n  b = this.#a;\n}\n' },
      'k.js#K.#a',
      '#z',
    );
    assert.equal(files['k.js'], 'export class K {\n  #z = 1;\n  b = this.#z;\n}\n');
  });

  it('refuses a member that a value of unknown type may have, and says where', async () => {
    const files = {
      ...MODULE,
      'k.js': 'export class K {\n  run() {}\n}\n',
      'use.js': 'export const f = (k) => k.run();\n',
    };
    const refused = await rename(files, 'k.js#K.run', 'start');
    assert.deepEqual(refused.changed, []);
    assert.match(refused.kept.join(), /use\.js:1 uses `\.run`/);
    const done = await rename(files, 'k.js#K.run', 'start', 'COMPREHENSIVE');
    assert.deepEqual(done.changed, ['k.js']);
    assert.match(done.kept.join(), /may or may not/);
  });

  it('follows CommonJS exports to those who require them', async () => {
    const { files } = await rename(
      {
        ...COMMONJS,
        'lib.js': 'function total() {}\nmodule.exports = { total };\n',
        'a.js': "const { total } = require('./lib');\ntotal();\n",
        'b.js': "const lib = require('./lib');\nlib.total();\nrequire('./lib').total();\n",
        'c.js': "const { total: t } = require('./lib');\nt();\n",
      },
      'lib.js#total',
      'sum',
    );
    assert.equal(files['lib.js'], 'function sum() {}\nmodule.exports = { sum };\n');
    assert.equal(files['a.js'], "const { sum } = require('./lib');\nsum();\n");
    assert.equal(files['b.js'], "const lib = require('./lib');\nlib.sum();\nrequire('./lib').sum();\n");
    assert.equal(files['c.js'], "const { sum: t } = require('./lib');\nt();\n");
  });

  it('leaves the exported name where a module is passed on as a whole', async () => {
    const { files, kept } = await rename(
      {
        ...COMMONJS,
        'lib.js': 'function total() {}\nmodule.exports = { total };\n',
        'a.js': "const lib = require('./lib');\nuse(lib);\nlib.total();\n",
      },
      'lib.js#total',
      'sum',
    );
    assert.equal(files['lib.js'], 'function sum() {}\nmodule.exports = { total: sum };\n');
    assert.match(kept.join(), /a\.js passes the module on/);
  });

  it('is not taken in by an export of another thing under the same name', async () => {
    const { files } = await rename(
      { ...COMMONJS, 'lib.js': 'const total = 1;\nmodule.exports = { total: total + 1 };\n' },
      'lib.js#total',
      'sum',
    );
    assert.equal(files['lib.js'], 'const sum = 1;\nmodule.exports = { total: sum + 1 };\n');
  });

  it('names comments, strings and documents that it leaves', async () => {
    const { kept } = await rename(
      {
        ...MODULE,
        'x.js': '// total is here\nexport const total = 1;\nspy("total");\n',
        'README.md': 'Call `total`.\n',
      },
      'x.js#total',
      'sum',
    );
    assert.equal(kept.filter((each) => /mentions it/.test(each)).length, 3);
  });

  it('finds nothing when it is asked again', async () => {
    const { changed, kept } = await rename({ ...MODULE, 'x.js': 'export const sum = 1;\n' }, 'x.js#total', 'sum');
    assert.deepEqual(changed, []);
    assert.match(kept.join(), /declares no such symbol/);
  });
});
