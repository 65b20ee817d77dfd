import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const becomes = (before: string, after: string): void => assert.equal(removeCalls('a.mjs', before).text, after);

describe('cleaning up after a removed flag', () => {
  it('follows variables, functions and private fields that can have one value now', () => {
    becomes('const on = F();\nif (on) a();\n', 'a();\n');
    becomes('function isOn() {\n  return F();\n}\nif (isOn()) a(); else b();\n', 'a();\n');
    becomes(
      'class A {\n  #on = F();\n  go() {\n    return this.#on ? a() : b();\n  }\n}\nuse(A);\n',
      'class A {\n  go() {\n    return a();\n  }\n}\nuse(A);\n',
    );
  });

  it('follows a parameter that every call gives the same value, and takes it out of the calls', () => {
    becomes(
      'function go(on, x) {\n  if (on) a(x);\n}\ngo(F(), 1);\ngo(F(), 2);\n',
      'function go(x) {\n  a(x);\n}\ngo(1);\ngo(2);\n',
    );
    const handedOn = 'function go(on) {\n  if (on) a();\n}\ngo(true);\neach(go);\n';
    becomes(handedOn.replace('true', 'F()'), handedOn);
  });

  it('follows a parameter that no call gives, and whose default is the flag', () => {
    becomes(
      'function go(x, on = F()) {\n  if (on) a(x);\n}\ngo(1);\ngo(2);\n',
      'function go(x) {\n  a(x);\n}\ngo(1);\ngo(2);\n',
    );
    const given = 'function go(x, on = true) {\n  if (on) a(x);\n}\ngo(1);\ngo(2, y);\n';
    becomes(given.replace('true', 'F()'), given);
    const shown = 'export function go(x, on = true) {\n  if (on) a(x);\n}\n';
    becomes(shown.replace('true', 'F()'), shown);
  });

  it('starts a variable with what the flag always assigned to it', () => {
    becomes(
      'function go() {\n  let x = 1;\n  if (F()) {\n    x = 2;\n  }\n  a(x);\n}\ngo();\n',
      'function go() {\n  let x = 2;\n  a(x);\n}\ngo();\n',
    );
    becomes(
      "function go() {\n  let changed;\n  switch (V()) {\n    case 'on':\n      changed = true;\n      break;\n    default:\n      changed = b();\n  }\n  if (changed) a();\n}\ngo();\n",
      'function go() {\n  a();\n}\ngo();\n',
    );
  });

  it('leaves what a variable starts with where it may be read before the flag assigns, or the flag may not', () => {
    for (const text of [
      'function go() {\n  let x = 1;\n  const y = () => x;\n  y();\n  x = 2;\n  a(x);\n}\ngo();\n',
      'function go() {\n  let x = 1;\n  for (const y of z) {\n    x = 2;\n  }\n  a(x);\n}\ngo();\n',
      'function go() {\n  try {\n    var x = 1;\n    z();\n    x = 2;\n  } finally {\n    a(x);\n  }\n}\ngo();\n',
      'function go() {\n  let x = b();\n  x = 2;\n  a(x);\n}\ngo();\n',
    ])
      becomes(text.replace(/( *)(x = 2;)\n/, '$1if (F()) $2\n'), text);
  });

  it('takes away collections that nothing reads, and keeps what filling them does', () => {
    becomes(
      "function go() {\n  const known = new Set(['a', 'b']);\n  const some = new Map([['a', b()]]);\n  if (N()) a(known, some);\n}\ngo();\n",
      "function go() {\n  new Map([['a', b()]]);\n}\ngo();\n",
    );
    becomes(
      'function go(list) {\n  const known = new Set(list);\n  if (N()) a(known);\n}\ngo(b);\n',
      'function go(list) {\n  new Set(list);\n}\ngo(b);\n',
    );
  });

  it('keeps a parameter whose default value runs something', () => {
    becomes(
      'function go(x = made()) {\n  if (N()) a(x);\n  b();\n}\ngo();\n',
      'function go(x = made()) {\n  b();\n}\ngo();\n',
    );
  });

  it('keeps a parameter that is read before it has its value', () => {
    const early = 'function go(x = typeof on, on) {\n  if (on) a(x);\n}\ngo(b(), true);\n';
    becomes(early.replace('true', 'F()'), early);
  });

  it('takes away a variable that held the flag and that nobody reads', () => {
    becomes('export function go() {\n  const on = F();\n  a();\n}\n', 'export function go() {\n  a();\n}\n');
    becomes(
      'export function go() {\n  const on = F();\n  const both = N() && on;\n  a();\n}\n',
      'export function go() {\n  a();\n}\n',
    );
    becomes('const on = F();\na();\n', 'const on = true;\na();\n');
    becomes(
      'export function go() {\n  const size = F() ? 2 : 3;\n  a();\n}\n',
      'export function go() {\n  const size = 2;\n  a();\n}\n',
    );
    becomes(
      'export function go() {\n  const on = F() && made();\n}\n',
      'export function go() {\n  const on = made();\n}\n',
    );
  });

  it('takes away what only the dead branch used', () => {
    becomes(
      "import { old, shared } from './ui';\nimport { other } from './other';\nfunction draw() {\n  return old();\n}\nexport const page = F() ? shared() : draw() + other();\n",
      "import { shared } from './ui';\nexport const page = shared();\n",
    );
  });

  it('takes a name that nobody needs any more out of a pattern', () => {
    becomes('const { a, b } = c;\nif (N()) use(a);\nuse(b);\n', 'const { b } = c;\nuse(b);\n');
    becomes('const { a } = c;\nif (N()) use(a);\nd();\n', 'd();\n');
    becomes('const { a } = make();\nif (N()) use(a);\n', 'make();\n');
    for (const pattern of ['{ a, ...b }', '{ a = f(), b }', '{ [f()]: a, b }']) {
      becomes(`const ${pattern} = c;\nif (N()) use(a);\nuse(b);\n`, `const ${pattern} = c;\nuse(b);\n`);
    }
    const written = 'let { a, b } = c;\na = f();\nuse(b);\n';
    becomes(written.replace('use(b)', 'if (N()) use(a);\nuse(b)'), written);
  });

  it('takes a require that nobody needs any more for the import that it is', () => {
    becomes("const { a } = require('./c');\nif (N()) a();\nd();\n", 'd();\n');
    becomes("const a = require('./c').a;\nif (N()) a();\nd();\n", 'd();\n');
    becomes("const a = require('./c')(1);\nif (N()) a();\n", "require('./c')(1);\n");
    becomes(
      "use((require, x) => {\n  const a = require('./c');\n  if (N()) a();\n});\n",
      "use((require, x) => {\n  require('./c');\n});\n",
    );
  });

  it('keeps the call that made a value nobody needs any more', () => {
    becomes('const made = make();\nif (N()) use(made);\n', 'make();\n');
  });

  it('leaves a variable that may still have its first value', () => {
    const text = 'let on = false;\nif (a) on = true;\nif (on) b();\n';
    becomes(text.replace('true', 'F()'), text);
  });

  it('leaves a variable that is read before it is written', () => {
    becomes(
      'function f() {\n  if (on) a();\n}\nf();\nvar on = F();\nf();\n',
      'function f() {\n  if (on) a();\n}\nf();\nvar on = true;\nf();\n',
    );
  });

  it('keeps the dependencies of a hook in step', () => {
    becomes(
      'const on = F();\nuseEffect(() => {\n  if (on) a(x);\n}, [on, x]);\n',
      'useEffect(() => {\n  a(x);\n}, [x]);\n',
    );
  });

  it('takes away tests that have nothing left to test', () => {
    becomes(
      "it('old', () => {\n  if (N()) check();\n});\nit('new', () => {\n  check();\n});\n",
      "it('new', () => {\n  check();\n});\n",
    );
  });

  it('drops what joins nothing to a class list', () => {
    becomes("use(clsx('a', N() && 'b'));\n", "use(clsx('a'));\n");
    becomes("use(cx({ a: N(), 'b': x, c: F() }));\n", "use(cx({ 'b': x, c: true }));\n");
    becomes('use(cx({ ...all, a: N() }));\n', 'use(cx({ ...all, a: false }));\n');
    becomes('use(other({ a: N() }));\n', 'use(other({ a: false }));\n');
  });

  it('deletes a file of which nothing is left', () => {
    const { result } = removeCalls('a.js', "import { x } from './x';\nif (N()) {\n  x();\n}\n");
    assert.deepEqual(
      result.changes.map(({ change, path }) => [change, path]),
      [['delete', 'a.js']],
    );
  });

  it('says what became of each seed, and why one stays', () => {
    const { result, text } = removeCalls('a.js', 'if (F()) a();\nN().then(b);\n');
    assert.equal(text, 'a();\nN().then(b);\n');
    assert.deepEqual(result.seeds.get('F'), { became: 'removed' });
    assert.deepEqual(result.left, [{ path: 'a.js', line: 2, message: 'A property of the value is read.', seed: 'N' }]);
  });

  it('names the deed in each edit', () => {
    const { result } = removeCalls('a.js', 'if (F()) {\n  a();\n}\n');
    const ids = result.changes.flatMap((change) =>
      change.change === 'modify' ? change.edits.map((edit) => edit.finding_id) : [],
    );
    assert.deepEqual(
      [...new Set(ids)],
      result.deeds.map((deed) => deed.id),
    );
  });

  it('leaves a mark out that would break the file, and carries out the others', () => {
    const text = 'if (F()) a();\nconst x = SPREAD(...y);\nuse(x);\n';
    const { text: after, result } = removeCalls('a.mjs', text);
    assert.equal(after, 'a();\nconst x = SPREAD(...y);\nuse(x);\n');
    assert.deepEqual(result.seeds.get('F'), { became: 'removed' });
    const spread = result.seeds.get('SPREAD');
    assert.match(spread?.became === 'left' ? spread.reason : '', /would leave code that cannot be read/);
  });
});
