import assert from 'node:assert/strict';
import fc from 'fast-check';
import { associate } from './associate.ts';
import type { ChainPart, ChainRules } from './associate.ts';

const LEVELS: Readonly<Record<string, number>> = { '=': 0, '?': 1, '||': 2, '&&': 3, '==': 4, '+': 5, '*': 6 };
const RIGHT: ReadonlySet<string> = new Set(['=', '?']);

const RULES: ChainRules<string> = {
  prefix: () => 9,
  infix: (text) => ({ precedence: LEVELS[text]!, associativity: RIGHT.has(text) ? 'right' : 'left' }),
  buildPrefix: (operator, operand) => `(${operator.text}${operand})`,
  buildInfix: (left, operator, right) =>
    operator.between === undefined ? `(${left}${operator.text}${right})` : `(${left}?${operator.between}:${right})`,
  buildPostfix: (operand, operator) => `${operand}${operator.between}`,
};

/** `! a .b && c`, separated by blanks; `?x` is a ternary with the middle x. */
function chain(text: string): ChainPart<string>[] {
  const at = { start: 0, end: 0 };
  return text.split(' ').map((word): ChainPart<string> => {
    if (word === '!') return { part: 'prefix', operator: { text: word, ...at } };
    if (word.startsWith('.')) return { part: 'postfix', operator: { text: '.', between: word, ...at } };
    if (word.startsWith('?')) return { part: 'infix', operator: { text: '?', between: word.slice(1), ...at } };
    if (word in LEVELS) return { part: 'infix', operator: { text: word, ...at } };
    return { part: 'operand', operand: word };
  });
}

describe('associate', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a', 'a'],
    ['a && b || c', '((a&&b)||c)'],
    ['a || b && c', '(a||(b&&c))'],
    ['a == t && b', '((a==t)&&b)'],
    ['! a .b && c', '((!a.b)&&c)'],
    ['! ! a', '(!(!a))'],
    ['a + b + c', '((a+b)+c)'],
    ['a = b = c + d', '(a=(b=(c+d)))'],
    ['a || b ?x c ?y d', '((a||b)?x:(c?y:d))'],
    ['a ?x b || c', '(a?x:(b||c))'],
    ['! a ?x b', '((!a)?x:b)'],
  ];
  for (const [text, expected] of cases) {
    it(`binds ${text} as ${expected}`, () => {
      assert.equal(associate(chain(text), RULES), expected);
    });
  }

  it('refuses a chain that is none', () => {
    assert.throws(() => associate(chain('a b'), RULES), /side by side/);
    assert.throws(() => associate(chain('a &&'), RULES), /without an operand/);
  });

  it('agrees with JavaScript on what a chain of booleans is', () => {
    const value = fc.constantFrom('true', 'false', '! true', '! false');
    const operator = fc.constantFrom('&&', '||', '==');
    fc.assert(
      fc.property(value, fc.array(fc.tuple(operator, value), { maxLength: 6 }), (first, rest) => {
        const text = [first, ...rest.flat()].join(' ');
        // oxlint-disable-next-line no-eval
        const evaluate = globalThis.eval as (source: string) => boolean;
        assert.equal(evaluate(associate(chain(text), RULES)), evaluate(text));
      }),
    );
  });
});
