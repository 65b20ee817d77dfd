import type { Constant } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/**
 * What is known of an expression before the program runs. `value` is exact; `truth` says only on which side of a condition it
 * falls. `residual` are the expressions with effects that must still run, in order, when only the value is used.
 */
export interface Evaluation {
  readonly value: Constant | undefined;
  readonly truth: boolean | undefined;
  readonly residual: readonly SyntaxNode[];
}

export const UNKNOWN: Evaluation = { value: undefined, truth: undefined, residual: [] };
