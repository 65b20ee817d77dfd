import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const inMethod = (body: string): string => `class A {\n  public void f(int a, boolean b) {\n${body}  }\n}\n`;
const becomes = (before: string, after: string): void =>
  assert.equal(removeCalls('A.java', inMethod(before)).text, inMethod(after));

describe('removing a flag from Java', () => {
  it('folds conditions anywhere, for they are booleans and nothing else', () => {
    becomes('    boolean z = b && F();\n    use(z);\n', '    boolean z = b;\n    use(z);\n');
    becomes('    use(F() ? a > 1 || b : b);\n', '    use(a > 1 || b);\n');
  });

  it('lets a body without braces keep the block of its branch', () => {
    becomes(
      '    if (b)\n      if (F()) {\n        go();\n      } else {\n        stop();\n      }\n',
      '    if (b) {\n      go();\n    }\n',
    );
  });

  it('keeps an else-if whose condition must still run', () => {
    becomes('    if (b) x(); else if (g() && N()) y();\n', '    if (b) x(); else if (g() && false) y();\n');
    becomes('    if (g() && N()) y();\n    z();\n', '    g();\n    z();\n');
  });

  it('keeps a comma list whole', () => {
    becomes(
      '    use(1, DEL(), 2);\n    use(DEL());\n    use(1, DEL());\n',
      '    use(1, 2);\n    use();\n    use(1);\n',
    );
  });

  it('drops what a compiler would call unreachable', () => {
    becomes(
      '    try {\n      if (F()) return;\n      x();\n    } catch (Error e) {\n      return;\n    }\n    y();\n',
      '    try {\n      return;\n    } catch (Error e) {\n      return;\n    }\n',
    );
    becomes(
      '    switch (a) {\n      case 1:\n        return;\n      default:\n        if (F()) return;\n    }\n    y();\n',
      '    switch (a) {\n      case 1:\n        return;\n      default:\n        return;\n    }\n',
    );
  });

  it('keeps a block for a name that is declared twice', () => {
    becomes(
      '    if (F()) { int x = 1; use(x); }\n    if (F()) { int x = 2; use(x); }\n',
      '    int x = 1; use(x);\n    { int x = 2; use(x); }\n',
    );
  });
});

describe('parity with a tool that drops effects', () => {
  it('folds a condition although something in it would run', () => {
    const { text } = removeCalls('a.mjs', 'if (g() && N()) x();\nelse y();\n', 'parity');
    assert.equal(text, 'y();\n');
    const chosen = removeCalls('A.java', inMethod('    use(g() ? F() : true);\n'), 'parity');
    assert.equal(chosen.text, inMethod('    use(true);\n'));
  });

  it('leaves the comment of what goes from JavaScript, and from nothing else', () => {
    assert.equal(removeCalls('a.mjs', '// why\nif (N()) x();\ny();\n', 'parity').text, '// why\ny();\n');
    const java = removeCalls('A.java', inMethod('    // why\n    if (N()) { x(); }\n    y();\n'), 'parity');
    assert.equal(java.text, inMethod('    y();\n'));
  });

  it('takes an operand for the whole although it may be no boolean', () => {
    assert.equal(removeCalls('a.mjs', 'use(a || N());\n', 'parity').text, 'use(a);\n');
    assert.equal(removeCalls('a.mjs', 'use(a || N());\n').text, 'use(a || false);\n');
  });

  it('leaves a call before the flag’s value where that tool leaves it', () => {
    const within = (text: string): string => `package a\n\nfunc f() {\n${text}}\n`;
    const { text } = removeCalls('a.go', within('\tif g() && N() {\n\t\tx()\n\t}\n'), 'parity');
    assert.equal(text, within('\tif g() && false {\n\t\tx()\n\t}\n'));
    const java = removeCalls('A.java', inMethod('    if (g() && N()) { x(); } else { y(); }\n'), 'parity');
    assert.equal(java.text, inMethod('    y();\n'));
  });

  it('leaves an emptied branch whose condition does something', () => {
    const { text } = removeCalls('a.kt', 'fun f() {\n    if (g()) { DEL() }\n    if (a) { DEL() }\n}\n', 'parity');
    assert.equal(text.replace(/\s+/g, ' '), 'fun f() { if (g()) {} } ');
  });
});
