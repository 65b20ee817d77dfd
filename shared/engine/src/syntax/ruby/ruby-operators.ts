import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/** Ruby's operators, doc/syntax/precedence.rdoc. Modifiers are 0 and a rescue modifier 12; calls and literals bind tightest. */
export const RUBY_OPERATORS: OperatorTable = {
  infix: {
    '&&': { precedence: 24, associativity: 'left', role: 'and' },
    '||': { precedence: 20, associativity: 'left', role: 'or' },
    and: { precedence: 4, associativity: 'left', role: 'and' },
    or: { precedence: 4, associativity: 'left', role: 'or' },
    ...level(14, 'conditional', '?', 'right'),
    ...level(30, 'eq', '=='),
    ...level(30, 'ne', '!='),
    ...level(30, 'other', '<=> === =~ !~'),
    ...level(34, 'compare', '< > <= >='),
    ...level(38, 'other', '| ^'),
    ...level(42, 'other', '&'),
    ...level(46, 'other', '<< >>'),
    ...level(50, 'other', '+ -'),
    ...level(54, 'other', '* / %'),
    ...level(62, 'other', '**', 'right'),
  },
  prefix: {
    '!': { precedence: 66, role: 'not' },
    not: { precedence: 6, role: 'not' },
    'not(': { precedence: 90, role: 'not' },
    'defined?': { precedence: 8, role: 'other' },
    'defined?(': { precedence: 90, role: 'other' },
    '-': { precedence: 58, role: 'other' },
    '+': { precedence: 66, role: 'other' },
    '~': { precedence: 66, role: 'other' },
    '&': { precedence: 66, role: 'other' },
  },
};

export const ASSIGN_PRECEDENCE = 10;
