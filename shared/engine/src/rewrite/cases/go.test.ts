import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const program = (params: string, condition: string, args: string): string =>
  `package p\n\nfunc use(x, y bool) bool {\n\tshow := func(${params}) bool {\n\t\tlog()\n\t\treturn ${condition}\n\t}\n\treturn show(${args}) || show(${args})\n}\n`;
const becomes = (before: string, after: string): void => assert.equal(removeCalls('a.go', before).text, after);

describe('removing a flag from Go', () => {
  it('takes a parameter that nobody reads any more out of those that share a type', () => {
    becomes(program('p, q bool', 'p && F() || q', 'x, y'), program('p, q bool', 'p || q', 'x, y'));
    becomes(program('p, q bool', '(p && N()) || q', 'x, y'), program('q bool', 'q', 'y'));
  });

  it('keeps the one with which the type stands', () => {
    becomes(program('p, q bool', 'p || (q && N())', 'x, y'), program('p, q bool', 'p', 'x, y'));
    becomes(program('p bool, q bool', 'p || (q && N())', 'x, y'), program('p bool', 'p', 'x'));
  });
});
