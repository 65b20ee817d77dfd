import assert from 'node:assert/strict';
import { reasonsOf, rewritten, runRecipe } from '../proposal/testing.test.ts';
import { varToConst } from './var-to-const.ts';

const after = (text: string, level?: 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE', path?: string) =>
  rewritten(varToConst, text, level, path);
const same = async (text: string, path?: string) => assert.equal(await after(text, 'COMPREHENSIVE', path), text);
const inFunction = (body: string) => `export function outer(p) {\n${body}\n}\n`;

describe('var that becomes const or let', () => {
  it('is const when nothing assigns it again, let when something does', async () => {
    assert.equal(
      await after('var a = 1;\nvar b = 2;\nb++;\nexport { a, b };\n'),
      'const a = 1;\nlet b = 2;\nb++;\nexport { a, b };\n',
    );
    assert.equal(await after('let a = 1;\nexport { a };\n'), 'const a = 1;\nexport { a };\n');
    assert.equal(
      await after('var a = 1;\nlet b = 2;\nvar c;\nc = 1;\nexport { a, b, c };\n', 'CONSERVATIVE'),
      'const a = 1;\nlet b = 2;\nvar c;\nc = 1;\nexport { a, b, c };\n',
    );
  });

  it('takes a declaration apart only at the highest level', async () => {
    const text = 'var a = 1,\n    b;\nb = a;\nexport { b };\n';
    assert.equal(await after(text), text.replace('var', 'let'));
    assert.equal(await after(text, 'COMPREHENSIVE'), 'const a = 1;\nlet b;\nb = a;\nexport { b };\n');
  });

  it('stands in heads of loops, and in functions that run later', async () => {
    const loops = inFunction(
      '  for (var i = 0; i < 3; i++) go(i);\n  for (var k in p) go(k);\n  for (var v of p) { v = 1; }',
    );
    assert.equal(
      await after(loops),
      inFunction('  for (let i = 0; i < 3; i++) go(i);\n  for (const k in p) go(k);\n  for (let v of p) { v = 1; }'),
    );
    assert.equal(
      await after('function late() {\n  return a;\n}\nvar a = 1;\nlate();\nexport {};\n'),
      'function late() {\n  return a;\n}\nconst a = 1;\nlate();\nexport {};\n',
    );
    assert.equal(
      await after('var t = setTimeout(() => clearTimeout(t), 1);\nexport {};\n'),
      'const t = setTimeout(() => clearTimeout(t), 1);\nexport {};\n',
    );
  });

  it('is found in CommonJS and in packages of modules, and left in scripts that share their top level', async () => {
    assert.equal(
      await after("var a = require('a');\na();\n", 'STANDARD', 'src/a.cjs'),
      "const a = require('a');\na();\n",
    );
    assert.equal(await after('var a = 1;\ngo(a);\n', 'STANDARD', 'src/a.js'), 'const a = 1;\ngo(a);\n');
    const ran = await runRecipe(varToConst, { 'a.js': 'var a = 1;\n(function () { var b = a; go(b); })();\n' });
    assert.equal(ran.files['a.js'], 'var a = 1;\n(function () { const b = a; go(b); })();\n');
    assert.match(reasonsOf(ran)[0] ?? '', /global object/);
  });
});

describe('var that stays', () => {
  it('is used before it has its value, or may be', async () => {
    await same('go(a);\nvar a = 1;\nexport {};\n');
    await same('go(typeof a);\nvar a = 1;\nexport {};\n');
    await same('early();\nvar a = 1;\nfunction early() {\n  go(a);\n}\nexport {};\n');
    await same(
      'go(early);\nvar a = 1;\nfunction early() {\n  late();\n}\nfunction late() {\n  go(a);\n}\nexport {};\n',
    );
    await same('new A();\nvar a = 1;\nclass A {\n  m = a;\n}\nexport {};\n'.replace('new A();\n', 'go(() => a);\n'));
    await same('var a = a || {};\nexport {};\n');
    await same('var a = go(() => a);\nexport {};\n');
    await same('var a = class { static b = a; };\nexport {};\n');
    await same(inFunction('  for (var x of x || []) go(x);'));
  });

  it('is used outside of its block, declared twice, or stands without braces', async () => {
    await same(inFunction('  if (p) {\n    var a = 1;\n  }\n  return a;'));
    await same(inFunction('  var a = 1;\n  var a = 2;\n  return a;'));
    await same(inFunction('  var p = p || 1;\n  return p;'));
    await same(inFunction('  if (p) var a = 1;\n  go();'));
    await same(inFunction('  switch (p) {\n    case 1:\n      var a = 1;\n      go(a);\n  }'));
    await same(inFunction('  try {\n    go();\n  } catch (e) {\n    var e = 1;\n  }'));
    await same(inFunction('  for (var i = 0; i < 3; i++) go(i);\n  return i;'));
  });

  it('keeps its value from round to round, or is shared by functions of all rounds', async () => {
    await same(inFunction('  while (go()) {\n    var a;\n    if (p()) a = 1;\n    go(a);\n  }'));
    await same(inFunction('  for (var i = 0; i < 3; i++) go(() => i);'));
    await same(inFunction('  for (const x of p) {\n    var y = x;\n    go(() => y);\n  }'));
  });

  it('may be reached by name, from a cycle of modules, or by an old engine', async () => {
    await same(inFunction('  var a = 1;\n  return eval(p);'));
    const cycle = {
      'a.mjs': "import './b.mjs';\nvar a = 1;\nexport function f() {\n  return a;\n}\n",
      'b.mjs': "import { f } from './a.mjs';\nf();\n",
    };
    assert.deepEqual((await runRecipe(varToConst, cycle)).files, cycle);
    const old = { 'package.json': '{"name":"p","engines":{"node":">=4"}}', 'a.cjs': 'var a = 1;\ngo(a);\n' };
    assert.deepEqual(reasonsOf(await runRecipe(varToConst, old)), [
      'Its variables stay: package.json says that it runs on Node 4.',
    ]);
    await same('declare var a: number;\nexport {};\n', 'src/a.ts');
    await same('namespace N {\n  export let a = 1;\n}\nexport { N };\n', 'src/a.ts');
  });

  it('is used by a function in a block of sloppy code, whose name reaches further than the block', async () => {
    const text = 'do {\n  function g() {\n    go(b);\n  }\n} while (go());\ng();\nvar b;\nmodule.exports = b;\n';
    assert.equal(await after(text, 'STANDARD', 'a.cjs'), text);
  });

  it('shares its name with a function in a block of sloppy code', async () => {
    const text =
      'function outer() {\n  var f = 1;\n  {\n    function f() {}\n  }\n  return f;\n}\nmodule.exports = outer;\n';
    assert.equal(await after(text, 'STANDARD', 'a.cjs'), text);
  });
});
