import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/** The Java Language Specification, chapter 15. Lambdas are 0, postfix operators, members and calls bind tightest. */
export const JAVA_OPERATORS: OperatorTable = {
  infix: {
    ...level(5, 'assign', '= += -= *= /= %= &= |= ^= <<= >>= >>>=', 'right'),
    ...level(10, 'conditional', '?', 'right'),
    ...level(15, 'or', '||'),
    ...level(20, 'and', '&&'),
    ...level(25, 'strict_or', '|'),
    ...level(30, 'other', '^'),
    ...level(35, 'strict_and', '&'),
    ...level(40, 'eq', '=='),
    ...level(40, 'ne', '!='),
    ...level(45, 'compare', '< > <= >= instanceof'),
    ...level(50, 'other', '<< >> >>>'),
    ...level(55, 'other', '+ -'),
    ...level(60, 'other', '* / %'),
  },
  prefix: {
    '!': { precedence: 70, role: 'not' },
    '(cast)': { precedence: 70, role: 'wrap' },
    '-': { precedence: 70, role: 'other' },
    '+': { precedence: 70, role: 'other' },
    '~': { precedence: 70, role: 'other' },
    '++': { precedence: 70, role: 'write' },
    '--': { precedence: 70, role: 'write' },
  },
};
