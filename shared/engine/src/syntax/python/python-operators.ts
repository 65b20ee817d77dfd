import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/**
 * The Python Language Reference, 6.17. The walrus is 2 and a lambda 4; awaits are 70, members and calls bind tightest.
 * All comparisons are one level, and a chain of them is one expression.
 */
export const PYTHON_OPERATORS: OperatorTable = {
  infix: {
    ...level(6, 'conditional', 'if', 'right'),
    ...level(10, 'or', 'or'),
    ...level(15, 'and', 'and'),
    ...level(25, 'eq', '== is'),
    ...level(25, 'ne', '!= is_not'),
    ...level(25, 'compare', '< > <= >= in not_in'),
    ...level(30, 'other', '|'),
    ...level(35, 'other', '^'),
    ...level(40, 'other', '&'),
    ...level(45, 'other', '<< >>'),
    ...level(50, 'other', '+ -'),
    ...level(55, 'other', '* / // % @'),
    ...level(65, 'other', '**', 'right'),
  },
  prefix: {
    not: { precedence: 20, role: 'not' },
    '-': { precedence: 60, role: 'other' },
    '+': { precedence: 60, role: 'other' },
    '~': { precedence: 60, role: 'other' },
  },
};
