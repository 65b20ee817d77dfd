import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/** The PHP manual, "Operator Precedence" of PHP 8. `instanceof` binds more tightly than `!`. Calls and members bind tightest. */
export const PHP_OPERATORS: OperatorTable = {
  infix: {
    or: { precedence: 2, associativity: 'left', role: 'or' },
    xor: { precedence: 3, associativity: 'left', role: 'other' },
    and: { precedence: 4, associativity: 'left', role: 'and' },
    ...level(8, 'conditional', '?'),
    '?:': { precedence: 8, associativity: 'left', role: 'or' },
    ...level(10, 'coalesce', '??', 'right'),
    ...level(12, 'or', '||'),
    ...level(14, 'and', '&&'),
    ...level(16, 'other', '|'),
    ...level(18, 'other', '^'),
    ...level(20, 'other', '&'),
    ...level(22, 'eq', '== ==='),
    ...level(22, 'ne', '!= !== <>'),
    ...level(22, 'other', '<=>'),
    ...level(24, 'compare', '< > <= >='),
    ...level(26, 'other', '.'),
    ...level(28, 'other', '<< >>'),
    ...level(30, 'other', '+ -'),
    ...level(32, 'other', '* / %'),
    ...level(36, 'compare', 'instanceof'),
    ...level(40, 'other', '**', 'right'),
  },
  prefix: {
    '!': { precedence: 34, role: 'not' },
    '(cast)': { precedence: 38, role: 'other' },
    '@': { precedence: 38, role: 'other' },
    '-': { precedence: 38, role: 'other' },
    '+': { precedence: 38, role: 'other' },
    '~': { precedence: 38, role: 'other' },
    '++': { precedence: 38, role: 'write' },
    '--': { precedence: 38, role: 'write' },
  },
};

export const ASSIGN_PRECEDENCE = 6;
