import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/** The Rust Reference, "Expression precedence". Closures and jumps are 0, casts 60; calls, fields and `?` bind tightest. */
export const RUST_OPERATORS: OperatorTable = {
  infix: {
    ...level(15, 'or', '||'),
    ...level(20, 'and', '&&'),
    ...level(25, 'eq', '=='),
    ...level(25, 'ne', '!='),
    ...level(25, 'compare', '< > <= >='),
    ...level(30, 'strict_or', '|'),
    ...level(35, 'other', '^'),
    ...level(40, 'strict_and', '&'),
    ...level(45, 'other', '<< >>'),
    ...level(50, 'other', '+ -'),
    ...level(55, 'other', '* / %'),
  },
  prefix: {
    '!': { precedence: 65, role: 'not' },
    '-': { precedence: 65, role: 'other' },
    '*': { precedence: 65, role: 'other' },
  },
};

export const ASSIGN_PRECEDENCE = 5;
