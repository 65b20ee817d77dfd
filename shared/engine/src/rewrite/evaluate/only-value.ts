import type { SyntaxNode } from '../../syntax/node.ts';

/** The expression that a branch of an `if` or `when` amounts to; null when the branch does more than give a value. */
export function onlyValue(branch: SyntaxNode): SyntaxNode | null {
  switch (branch.role) {
    case 'block': {
      const [first] = branch.body;
      return first && branch.body.length === 1 ? onlyValue(first) : null;
    }
    case 'expression':
      return branch.expression;
    case 'if':
      return branch.form === 'modifier' || branch.form === 'guard' ? null : branch;
    default:
      return STATEMENTS.has(branch.role) ? null : branch;
  }
}

const STATEMENTS: ReadonlySet<string> = new Set([
  'declaration',
  'return',
  'throw',
  'break',
  'continue',
  'loop',
  'try',
  'import',
  'class',
  'switch',
]);
