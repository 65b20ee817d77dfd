import assert from 'node:assert/strict';
import { complexityOf } from './complexity-of.ts';

describe('the complexity of a file', () => {
  const cases: readonly (readonly [what: string, path: string, text: string, expected: number | null])[] = [
    ['nothing', 'a.js', '', 1],
    ['a straight line', 'a.js', 'a(); b(); c();\n', 1],
    ['a function', 'a.js', 'function f() { return 1; }\n', 2],
    ['an if with an else', 'a.js', 'if (a) b(); else c();\n', 2],
    ['an else if', 'a.js', 'if (a) b(); else if (c) d(); else e();\n', 3],
    ['what is decided by value', 'a.js', 'x = a && b || (c ? d : e ?? f);\n', 5],
    ['loops', 'a.js', 'for (;;) { } while (a) { } for (const x of y) { }\n', 4],
    ['a switch, whose default is the way on', 'a.js', 'switch (a) { case 1: case 2: b(); break; default: c(); }\n', 3],
    ['a handler', 'a.js', 'try { a(); } catch { b(); } finally { c(); }\n', 2],
    ['functions in functions', 'a.ts', 'const f = (a: number) => [1].map((b) => (b ? a : b));\n', 4],
    ['a declaration without a body', 'a.ts', 'declare function f(): void;\ninterface A { m(): void }\n', 1],
    ['Python', 'a.py', 'def f(a):\n    if a and b:\n        return 1\n    elif c:\n        return 2\n', 5],
    ['a file with an error', 'a.js', 'let = ;\n', null],
    ['a language that nobody reads', 'a.txt', 'if (a) b', null],
  ];
  for (const [what, path, text, expected] of cases) {
    it(`counts ${what}`, () => {
      assert.equal(complexityOf(path, text), expected);
    });
  }
});
