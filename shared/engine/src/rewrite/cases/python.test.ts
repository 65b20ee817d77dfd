import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const python = (text: string): string => removeCalls('a.py', text).text;

describe('removing a flag from Python', () => {
  it('takes the case of the number that a truth is equal to', () => {
    assert.equal(python('match bool(F()):\n    case 0:\n        a()\n    case 1:\n        b()\n'), 'b()\n');
    assert.equal(python('if F() == 1:\n    a()\nelse:\n    b()\n'), 'a()\n');
  });

  it('does not take the case of a truth for the number it is equal to', () => {
    const text = 'match 1 if F() else 0:\n    case True:\n        a()\n    case _:\n        b()\n';
    assert.equal(python(text), 'b()\n');
  });

  it('keeps a function whose default values have effects when they are made', () => {
    const def = 'def _old(p, q=t(6)):\n    return 1\n\n';
    assert.equal(python(`${def}print(_old(1) if N() else 2)\n`), `${def}print(2)\n`);
    const lambda = '_old = lambda p, q=t(6): p\n';
    assert.equal(python(`${lambda}print(_old(1) if N() else 2)\n`), `${lambda}print(2)\n`);
  });

  it('drops guards that are decided, and what follows a case that takes everything', () => {
    const cases = '    case 1 if F():\n        a()\n    case 2 if N():\n        b()\n    case _:\n        c()\n';
    assert.equal(python(`match x:\n${cases}`), 'match x:\n    case 1:\n        a()\n    case _:\n        c()\n');
    const all = '    case 1:\n        a()\n    case _ if F():\n        b()\n    case _:\n        c()\n';
    assert.equal(python(`match x:\n${all}`), 'match x:\n    case 1:\n        a()\n    case _:\n        b()\n');
  });

  it('keeps a break, which leaves the loop around the match', () => {
    const cases = '        case True:\n            a()\n            break\n        case _:\n            b()\n';
    assert.equal(python(`for i in x:\n    match F():\n${cases}`), 'for i in x:\n    a()\n    break\n');
    const inner = '            if c:\n                break\n            a()\n';
    assert.equal(
      python(`for i in x:\n    match F():\n        case True:\n${inner}        case _:\n            b()\n`),
      'for i in x:\n    if c:\n        break\n    a()\n',
    );
  });

  it('leaves a match alone whose subject the flag does not reach', () => {
    const rest = '        a()\n    case 0:\n        b()\n';
    assert.equal(
      python(`match 0:\n    case 1:\n        if F():\n            a()\n    case 0:\n        b()\n`),
      `match 0:\n    case 1:\n${rest}`,
    );
  });
});
