import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/** The five levels of The Go Programming Language Specification, "Operators"; unary operators bind tightest. */
export const GO_OPERATORS: OperatorTable = {
  infix: {
    ...level(15, 'or', '||'),
    ...level(20, 'and', '&&'),
    ...level(40, 'eq', '=='),
    ...level(40, 'ne', '!='),
    ...level(40, 'compare', '< <= > >='),
    ...level(55, 'other', '+ - | ^'),
    ...level(60, 'other', '* / % << >> & &^'),
  },
  prefix: {
    '!': { precedence: 70, role: 'not' },
    '-': { precedence: 70, role: 'other' },
    '+': { precedence: 70, role: 'other' },
    '^': { precedence: 70, role: 'other' },
    '*': { precedence: 70, role: 'other' },
    '&': { precedence: 70, role: 'other' },
    '~': { precedence: 70, role: 'other' },
  },
};
