import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const javascript = (text: string): string => removeCalls('a.js', text).text;
const becomes = (before: string, after: string): void => assert.equal(javascript(before), after);

describe('conditions in JavaScript', () => {
  it('moves the living branch to where the condition stood, with its comments and blank lines', () => {
    becomes(
      'go();\n// new or old\nif (F()) {\n  // new\n  one();\n\n  two();\n} else {\n  three();\n}\nend();\n',
      'go();\n// new or old\n// new\none();\n\ntwo();\nend();\n',
    );
  });

  it('takes a dead branch away with the comment above it, and one of two blank lines', () => {
    becomes('a();\n\n// only sometimes\nif (N()) {\n  b();\n}\n\nc();\n', 'a();\n\nc();\n');
  });

  it('handles every link of a chain', () => {
    becomes('if (a) x(); else if (F()) y(); else z();\n', 'if (a) x(); else y();\n');
    becomes('if (a) x(); else if (N()) y(); else z();\n', 'if (a) x(); else z();\n');
    becomes('if (a) {\n  x();\n} else if (N()) {\n  y();\n}\n', 'if (a) {\n  x();\n}\n');
    becomes('if (N()) {\n  x();\n} else if (a) {\n  y();\n}\n', 'if (a) {\n  y();\n}\n');
  });

  it('turns a condition round when only its else is left', () => {
    becomes('if (a === b) {\n  if (N()) x();\n} else {\n  y();\n}\n', 'if (!(a === b)) {\n  y();\n}\n');
  });

  it('drops code below a jump that always happens now', () => {
    becomes(
      'export function f() {\n  if (F()) {\n    return a();\n  }\n  b();\n}\n',
      'export function f() {\n  return a();\n}\n',
    );
  });

  it('keeps what runs although its value is known', () => {
    becomes('if (f() && N()) a(); else b();\n', 'f();\nb();\n');
    becomes('f() && N() && g();\n', 'f();\n');
    becomes('if (a) (f() || F()) || (b = g());\nelse (f(), F());\n', 'if (a) f();\nelse (f(), true);\n');
    becomes('x = f() || F();\n', 'x = f() || true;\n');
  });

  it('does not take a truthy value for true', () => {
    becomes('x = a && F();\n', 'x = a && true;\n');
    becomes('x = a > 1 && F();\n', 'x = a > 1;\n');
    becomes('if (a && F()) b();\n', 'if (a) b();\n');
  });

  it('leaves literals, empty blocks and unused names that were there before', () => {
    const rest = 'if (false) {\n}\nconst unused = 1;\nwhile (true) {}\n';
    becomes(`${rest}F() && a();\n`, `${rest}a();\n`);
    becomes('if (true) {\n  F() && a();\n}\n', 'if (true) {\n  a();\n}\n');
  });

  it('writes parentheses where they are needed, and opens them where they are not', () => {
    becomes('x = !(F() && a > 1);\n', 'x = !(a > 1);\n');
    becomes('x = !(F() && a);\n', 'x = !a;\n');
    becomes('const f = () => F() ? { a } : b;\nuse(f);\n', 'const f = () => ({ a });\nuse(f);\n');
    becomes('(F() && a.b)(1);\n', '(0, a.b)(1);\n');
  });

  it('keeps words and statements apart', () => {
    becomes('function* g() {\n  yield!F()\n}\ng()\n', 'function* g() {\n  yield false\n}\ng()\n');
    becomes('a()\nF() && (b || c)()\n', 'a()\n;(b || c)()\n');
    becomes("switch (V()) {\n  case 'on':\n    a()\n  case 'off':\n    [b].map(c)\n}\n", 'a()\n;[b].map(c)\n');
  });

  it('keeps a block whose names would meet others', () => {
    becomes('if (F()) {\n  const x = 1;\n  use(x);\n}\nuse(x);\n', '{\n  const x = 1;\n  use(x);\n}\nuse(x);\n');
    becomes(
      'if (F()) { let x = 1; use(x); }\nif (F()) { let x = 2; use(x); }\n',
      'let x = 1; use(x);\n{ let x = 2; use(x); }\n',
    );
    becomes(
      'function f() {\n  do { let x = 1; use(x); } while (N());\n  do { let x = 2; use(x); } while (N());\n}\nf();\n',
      'function f() {\n  let x = 1; use(x);\n  { let x = 2; use(x); }\n}\nf();\n',
    );
  });

  it('takes an empty loop away whole, so that what follows is not read as part of what stands above', () => {
    const above = 'function f(d) {\n  var a = g()\n';
    becomes(
      `${above}  if (F()) {\n    do {} while (N())\n  }\n  N() || [k()][0]\n  return a\n}\nf();\n`,
      `${above}  ;[k()][0]\n  return a\n}\nf();\n`,
    );
  });

  it('negates all of a condition whose parentheses are gone', () => {
    becomes('if ((N() && b || (c && d))) N(); else x();\n', 'if (!(c && d)) x();\n');
    becomes('if ((N() || !c)) {\n  N();\n} else {\n  x();\n}\n', 'if (c) {\n  x();\n}\n');
  });

  it('keeps a variable that is written before it is there, which throws', () => {
    const { text } = removeCalls('a.js', 'function f() {\n  a = F();\n  let a = F();\n}\nf();\n');
    assert.equal(text, 'function f() {\n  a = true;\n  let a = true;\n}\nf();\n');
  });

  it('keeps a read that throws, because the pattern that it is in has not run', () => {
    const text = 'const { a = 1 } = { a: d === a || F() };\nuse(a);\n';
    becomes(text, text.replace('F()', 'true'));
  });

  it('does not say what a constant is where another arm of its switch reads it, which throws', () => {
    const text = 'switch (v) {\n  case 1:\n    const a = F();\n  default:\n    go(() => a);\n}\n';
    becomes(text, text.replace('F()', 'true'));
  });

  it('keeps a read that throws in a function which is called too early', () => {
    const text = 'f();\nlet a = g();\nfunction f() {\n  a && N();\n}\n';
    becomes(text, text.replace('a && N()', 'a'));
    becomes(text.replace('f();\n', '').concat('f();\n'), 'let a = g();\nfunction f() {}\nf();\n');
  });

  it('keeps a read that throws in the head of its own loop, the heritage of its own class, and the default before it', () => {
    becomes('for (const a of [a && N(), 1]) go(a);\n', 'for (const a of [a && false, 1]) go(a);\n');
    becomes('{\n  A && N();\n  class A {}\n}\n', '{\n  A;\n  class A {}\n}\n');
    becomes('go((a = (b && N(), 1), b) => a);\n', 'go((a = (b && false, 1), b) => a);\n');
  });

  it('does not glue what follows to the branch that is left of an if', () => {
    becomes('if (a) F() && x()\nelse {\n  do {} while (N())\n}\n`${y()}`\n', 'if (a) x()\n;`${y()}`\n');
  });

  it('keeps a variable whose declaration assigns to what a catch around it has caught', () => {
    const text = 'function f() {\n  try {\n    x();\n  } catch (c) {\n    var c = F();\n    y(c);\n  }\n}\nf();\n';
    becomes(text, text.replace('F()', 'true'));
  });

  it('keeps a variable declared that a dead branch declares for the function', () => {
    becomes('try {\n  if (N()) x();\n} catch {\n  var a = 1;\n}\nuse(a);\n', 'var a;\nuse(a);\n');
    becomes('if (N()) { var a = 1; }\nuse(a);\n', 'var a;\nuse(a);\n');
    becomes('use(a);\nif (N()) { var a = 1; } else if (N()) { var a = 2; }\n', 'use(a);\nvar a;\n');
  });

  it('takes the arm of a switch, and leaves the switch when a jump would lose its way', () => {
    becomes("switch (V()) {\n  case 'off':\n    a();\n    break;\n  case 'on':\n    b();\n    break;\n}\n", 'b();\n');
    becomes(
      "switch (V()) {\n  case 'on':\n    if (x) break;\n    b();\n}\n",
      "switch ('on') {\n  case 'on':\n    if (x) break;\n    b();\n}\n",
    );
  });

  it('does not re-indent the text of a template', () => {
    becomes('if (F()) {\n  use(`\n  keep\n`);\n}\n', 'use(`\n  keep\n`);\n');
  });
});

describe('markup in JavaScript', () => {
  const markup = (text: string): string => removeCalls('a.jsx', text).text;

  it('embeds elements directly, and takes away what renders nothing', () => {
    assert.equal(
      markup(
        'const p = (\n  <div>\n    {F() && <New />}\n    {N() && <Old />}\n    {F() ? (\n      <A\n        b\n      />\n    ) : null}\n  </div>\n);\nuse(p);\n',
      ),
      'const p = (\n  <div>\n    <New />\n    <A\n      b\n    />\n  </div>\n);\nuse(p);\n',
    );
  });

  it('keeps attributes and says the value there', () => {
    assert.equal(markup('use(<A on={F()} icon={F() ? <I /> : null} />);\n'), 'use(<A on={true} icon={<I />} />);\n');
  });
});
