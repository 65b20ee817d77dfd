import assert from 'node:assert/strict';
import { cleaned, reasonsOf, runOn } from './testing.test.ts';

const same = (text: string, path?: string) => assert.equal(cleaned(text, 'CONSERVATIVE', path), text);

describe('unused locals', () => {
  it('takes the lines of an unused variable, function, class and type, with what documents them', () => {
    const text = [
      "export const kept = 'a';",
      '',
      '/** Documentation. */',
      'function unused() {',
      '  return 1;',
      '}',
      '',
      '// About the class.',
      'class Unused {}',
      '',
      'interface Shape {',
      '  a: string;',
      '}',
      '',
      'const value = 1; // why',
      'type Alias = Shape;',
      '',
      'export const last = kept;',
      '',
    ].join('\n');
    assert.equal(cleaned(text), "export const kept = 'a';\n\nexport const last = kept;\n");
  });

  it('follows chains and cycles to their end', () => {
    const text =
      "import { a } from './missing.js';\nfunction one() {\n  two();\n}\nfunction two() {\n  one();\n  a();\n}\nconst list = [one];\nexport {};\n";
    assert.equal(cleaned(text), 'export {};\n');
  });

  it('keeps a variable whose initialiser may act, until results may be dropped', () => {
    const text =
      'export function f() {\n  const unused = start();\n  const { a, b } = await0();\n  return 1;\n}\ndeclare function start(): number;\n';
    same(text);
    assert.equal(cleaned(text, 'STANDARD'), text.replace('const unused = ', '').replace('const { a, b } = ', ''));
  });

  it('keeps one of several declarators in its place, commas right', () => {
    assert.equal(cleaned('const a = 1, b = 2, c = 3;\nexport { b };\n'), 'const b = 2;\nexport { b };\n');
    assert.equal(cleaned('const a = 1,\n  b = 2,\n  c = 3;\nexport { a };\n'), 'const a = 1;\nexport { a };\n');
    assert.equal(
      cleaned('let a = 1,\n  // about b\n  b = 2,\n  c = 3;\nexport { a, c };\n'),
      'let a = 1,\n  c = 3;\nexport { a, c };\n',
    );
  });

  it('never takes parameters, catch bindings, loop variables or names that start with _', () => {
    same(
      'export function f(a: number, { b }: { b: number }) {\n  try {\n    for (const x of []) g();\n  } catch (error) {\n    g();\n  }\n  const _kept = 1;\n}\nfunction g() {}\n',
    );
  });

  it('keeps properties that a rest sibling would swallow', () => {
    const text = 'export function f(o: object) {\n  const { secret, ...rest } = o;\n  return rest;\n}\n';
    same(text);
    assert.equal(cleaned(text, 'STANDARD'), text);
  });

  it('takes one property out of a pattern, and keeps one whose default acts', () => {
    assert.equal(
      cleaned(
        'export function f(o) {\n  const { a, b, c = g() } = o;\n  return b;\n}\nfunction g() {}\n',
        'CONSERVATIVE',
        'src/a.js',
      ),
      'export function f(o) {\n  const { b, c = g() } = o;\n  return b;\n}\nfunction g() {}\n',
    );
  });

  it('keeps elements of array patterns, whose places count', () => {
    same(
      'export const f = () => {\n  const [state, setState] = useState();\n  return setState;\n};\ndeclare function useState(): any;\n',
    );
  });

  it('keeps hoisted uses, shadowed names apart, and declarations that merge', () => {
    same('export const f = () => g();\nfunction g() {\n  return 1;\n}\n');
    same('class Box {}\ninterface Box {\n  a: string;\n}\n(globalThis as any).x = 1;\nexport {};\n');
    assert.equal(
      cleaned('const a = 1;\nexport function f() {\n  const a = 2;\n  return a;\n}\n'),
      'export function f() {\n  const a = 2;\n  return a;\n}\n',
    );
  });

  it('removes overloads with their function', () => {
    assert.equal(
      cleaned(
        'export const x = 1;\n\nfunction f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: unknown) {}\n',
      ),
      'export const x = 1;\n',
    );
  });

  it('keeps classes whose definition runs code, and decorated ones', () => {
    same(
      '@register\nclass A {}\nclass B {\n  static {\n    start();\n  }\n}\ndeclare function start(): void;\ndeclare const register: any;\nexport {};\n',
    );
  });

  it('uses types that only decorators and annotations use', () => {
    same(
      "import { Service } from './service.js';\n@inject()\nexport class A {\n  constructor(private s: Service) {}\n}\ndeclare const inject: any;\n",
    );
  });

  it('obeys comments that keep something on purpose', () => {
    same(
      '// eslint-disable-next-line no-unused-vars\nconst a = 1;\n// @ts-expect-error it is wrong\nconst b: string = 1;\nexport {};\n',
    );
    same('/* eslint-disable @typescript-eslint/no-unused-vars */\nconst a = 1;\nexport {};\n');
  });

  it('leaves license headers and section comments where they are', () => {
    const text = '/*! license */\nconst a = 1;\n\n// ---------- Section ----------\nfunction b() {}\n\nexport {};\n';
    assert.equal(cleaned(text), '/*! license */\n\n// ---------- Section ----------\n\nexport {};\n');
  });

  it('keeps line endings, tabs and a missing final newline', () => {
    assert.equal(cleaned('const a = 1;\r\n\r\nexport const b = 2;\r\n'), 'export const b = 2;\r\n');
    assert.equal(cleaned('export const b = 2;\n\nconst a = 1;'), 'export const b = 2;');
    assert.equal(cleaned('export const b = 2;\r\nfunction a() {\r\n}'), 'export const b = 2;');
  });

  it('takes a semicolon along that has the next line to itself', () => {
    const text =
      "export const a = 1;\n\nvar tick = typeof a !== 'undefined'\n    ? a\n    : null\n;\n\nexport const b = 2;\n";
    assert.equal(cleaned(text), 'export const a = 1;\n\nexport const b = 2;\n');
  });

  it('finds in one go what only a write behind a return used', () => {
    const text = (kept: string, dead: string): string =>
      `export function f(a: any, t: any) {\n  const { ${kept}q } = a;\n  let m = t(0);\n  return q;\n${dead}}\n`;
    const once = cleaned(text('n, ', '  m = () => t(n);\n'));
    assert.equal(cleaned(once), once);
    assert.ok(!once.includes('n,'), once);
  });

  it('does not glue statements together where semicolons are left out', () => {
    const text = 'let a = 1\nconst b = 2\n;[a].forEach(String)\nexport { a }\n';
    assert.equal(cleaned(text), 'let a = 1\n;[a].forEach(String)\nexport { a }\n');
    same('export let a = f\nfunction b() {}\n(a)\nfunction f() {}\n');
  });

  it('leaves a file alone that names variables by strings', () => {
    const ran = runOn({
      'src/a.js': 'const a = 1;\nexport const b = eval("a");\n',
      'src/b.cjs': 'var x = 1;\nwith (Math) { x; }\n',
    });
    assert.deepEqual(ran.result.changes, []);
    assert.deepEqual(
      ran.result.skipped.map((each) => each.path),
      ['src/a.js', 'src/b.cjs'],
    );
  });

  it('keeps the globals of scripts, and takes what is private to their functions', () => {
    const text = 'function onLoad() {\n  var unused = 1;\n  return 2;\n}\nvar Global = 1;\n';
    assert.equal(
      cleaned(text, 'CONSERVATIVE', 'web/page.js'),
      'function onLoad() {\n  return 2;\n}\nvar Global = 1;\n',
    );
  });

  it('knows that a CommonJS module is a module', () => {
    assert.equal(
      cleaned(
        "const fs = require('fs');\nfunction a() {}\nfunction b() {}\nmodule.exports = { b };\n",
        'CONSERVATIVE',
        'lib/a.js',
      ),
      'function b() {}\nmodule.exports = { b };\n',
    );
    same("function a() {}\nif (typeof module !== 'undefined') module.exports = {};\n", 'lib/umd.js');
  });

  it('says why it keeps what looks unused', () => {
    const ran = runOn({
      'src/a.js': 'export const f = () => {\n  const _a = 1;\n  const b = g();\n};\nfunction g() {}\n',
    });
    assert.deepEqual(reasonsOf(ran), [
      'f._a: its name starts with `_`, which says that it is meant to be unused',
      'f.b: computing its value may have effects',
    ]);
  });
});

describe('unused assignments', () => {
  it('go with the variable that nothing reads, and leave calls behind', () => {
    const text =
      'export function f() {\n  let count = 0;\n  count = 1;\n  count++;\n  count = g();\n  return 1;\n}\nfunction g() {}\n';
    same(text);
    assert.equal(cleaned(text, 'STANDARD'), 'export function f() {\n  g();\n  return 1;\n}\nfunction g() {}\n');
  });

  it('stay when the value of the assignment is used', () => {
    const text = 'export function f() {\n  let a;\n  return (a = 1);\n}\n';
    assert.equal(cleaned(text, 'STANDARD'), text);
  });
});

describe('unreachable code', () => {
  it('goes, and hoisted functions stay', () => {
    const text =
      'export function f() {\n  return g();\n\n  function g() {\n    return 1;\n  }\n  start();\n}\nfunction start() {}\n';
    assert.equal(cleaned(text), 'export function f() {\n  return g();\n\n  function g() {\n    return 1;\n  }\n}\n');
  });

  it('stays where a `var` in it is visible outside, and where a line break after `return` looks like a slip', () => {
    same('export function f(a) {\n  x = a;\n  return x;\n  var x;\n}\n', 'src/a.js');
    same('export function f() {\n  return\n  start();\n}\nfunction start() {}\n');
  });

  it('goes behind throw, break and continue', () => {
    const text =
      'export function f(n: number) {\n  for (;;) {\n    if (n) {\n      continue;\n      f(1);\n    }\n    switch (n) {\n      case 1:\n        return 2;\n        break;\n    }\n    throw n;\n    f(2);\n  }\n}\n';
    assert.equal(
      cleaned(text),
      text.replace('      f(1);\n', '').replace('        break;\n', '').replace('    f(2);\n', ''),
    );
  });
});
