import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/** The C# reference, "C# operators and expressions", operator precedence. `is==` and `is!=` stand for `is true`, `is not true`. */
export const CSHARP_OPERATORS: OperatorTable = {
  infix: {
    ...level(5, 'assign', '= += -= *= /= %= &= |= ^= <<= >>= >>>= ??=', 'right'),
    ...level(10, 'conditional', '?', 'right'),
    ...level(12, 'coalesce', '??', 'right'),
    ...level(15, 'or', '||'),
    ...level(20, 'and', '&&'),
    ...level(25, 'strict_or', '|'),
    ...level(30, 'other', '^'),
    ...level(35, 'strict_and', '&'),
    ...level(40, 'eq', '=='),
    ...level(40, 'ne', '!='),
    ...level(45, 'compare', '< > <= >= is'),
    'is not': { precedence: 45, associativity: 'left', role: 'compare' },
    ...level(45, 'eq', 'is=='),
    ...level(45, 'ne', 'is!='),
    ...level(45, 'other', 'as'),
    ...level(50, 'other', '<< >> >>>'),
    ...level(55, 'other', '+ -'),
    ...level(60, 'other', '* / %'),
    ...level(65, 'other', '..'),
  },
  prefix: {
    '!': { precedence: 70, role: 'not' },
    '(cast)': { precedence: 70, role: 'wrap' },
    await: { precedence: 70, role: 'wrap', waits: true },
    '++': { precedence: 70, role: 'write' },
    '--': { precedence: 70, role: 'write' },
  },
  unknownPrefix: { precedence: 70, role: 'other' },
};
