import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Work } from '../work/work.ts';

/** Which outcomes of an expression somebody looks at beyond telling true from false. */
export interface Use {
  readonly truthy: boolean;
  readonly falsy: boolean;
}

export const AS_VALUE: Use = { truthy: true, falsy: true };
export const AS_TEST: Use = { truthy: false, falsy: false };

/** Where a statement stands: in a list, alone as the body of another, or behind an `else`. */
export type Place = 'list' | 'single' | 'else';

/** `gone`: nothing of it is left, through this removal. `exits`: control never runs past it. */
export interface Outcome {
  readonly gone: boolean;
  readonly exits: boolean;
}

export const STAYS: Outcome = { gone: false, exits: false };

/** The parts of planning that call each other. */
export interface Planner {
  readonly work: Work;
  readonly file: SourceFile;
  /** An expression, or anything that is no statement. */
  plan(node: SyntaxNode, use: Use): void;
  statement(node: SyntaxNode, place: Place): Outcome;
  list(statements: readonly SyntaxNode[]): Outcome;
  /** A block, or a statement that stands alone. */
  branch(node: SyntaxNode, place: Place): Outcome;
}
