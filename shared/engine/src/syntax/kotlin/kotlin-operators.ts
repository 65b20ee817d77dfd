import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/** The grammar of the Kotlin specification, "Expressions" and its table of precedence. Infix functions are unknown operators. */
export const KOTLIN_OPERATORS: OperatorTable = {
  infix: {
    ...level(5, 'assign', '= += -= *= /= %=', 'right'),
    ...level(15, 'or', '||'),
    ...level(20, 'and', '&&'),
    ...level(25, 'eq', '== ==='),
    ...level(25, 'ne', '!= !=='),
    ...level(30, 'compare', '< > <= >='),
    ...level(35, 'compare', 'in !in is !is'),
    ...level(40, 'coalesce', '?:'),
    ...level(50, 'other', '.. ..<'),
    ...level(55, 'other', '+ -'),
    ...level(60, 'other', '* / %'),
    ...level(65, 'cast', 'as'),
    ...level(65, 'other', 'as?'),
  },
  prefix: {
    '!': { precedence: 70, role: 'not' },
    '-': { precedence: 70, role: 'other' },
    '+': { precedence: 70, role: 'other' },
    '++': { precedence: 70, role: 'write' },
    '--': { precedence: 70, role: 'write' },
  },
  unknownInfix: { precedence: 45, associativity: 'left', role: 'other' },
};
