import { level } from '../cst/operators.ts';
import type { OperatorTable } from '../cst/operators.ts';

/**
 * The precedence groups of Swift's standard library. `try` and `await` cover everything to their right. An operator that is
 * not here has a group that only its declaration names: chains with one are not taken apart.
 */
export const SWIFT_OPERATORS: OperatorTable = {
  infix: {
    ...level(5, 'assign', '= += -= *= /= %= &= |= ^= <<= >>= &+= &-= &*= &<<= &>>= .&= .|= .^=', 'right'),
    ...level(10, 'conditional', '?', 'right'),
    ...level(15, 'or', '||'),
    ...level(20, 'and', '&&'),
    ...level(25, 'eq', '== ==='),
    ...level(25, 'ne', '!= !=='),
    ...level(25, 'compare', '< > <= >= ~= .== .!= .< .> .<= .>='),
    ...level(30, 'coalesce', '??', 'right'),
    ...level(35, 'cast', 'as as!'),
    ...level(35, 'other', 'as?'),
    ...level(35, 'compare', 'is'),
    ...level(40, 'other', '... ..<'),
    ...level(50, 'other', '+ - &+ &- | ^ .| .^'),
    ...level(55, 'other', '* / % &* & .&'),
    ...level(60, 'other', '<< >> &<< &>>'),
  },
  prefix: {
    try: { precedence: 0, role: 'wrap' },
    'try!': { precedence: 0, role: 'wrap' },
    'try?': { precedence: 0, role: 'other' },
    await: { precedence: 0, role: 'wrap', waits: true },
    '!': { precedence: 70, role: 'not' },
    '++': { precedence: 70, role: 'write' },
    '--': { precedence: 70, role: 'write' },
  },
  unknownPrefix: { precedence: 70, role: 'other' },
};
