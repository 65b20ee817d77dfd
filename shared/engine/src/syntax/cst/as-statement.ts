import type { Role, SyntaxNode } from '../node.ts';
import { build } from './build-node.ts';

const STATEMENTS = new Set<Role>([
  'block',
  'break',
  'class',
  'continue',
  'declaration',
  'enum_member',
  'expression',
  'if',
  'import',
  'loop',
  'return',
  'switch',
  'throw',
  'try',
]);

/**
 * A node where a statement stands, for languages whose grammar does not tell: expressions are wrapped. `bare` are grammar
 * kinds without a role that are statements all the same.
 */
export function asStatement(node: SyntaxNode, bare: ReadonlySet<string>): SyntaxNode {
  if (STATEMENTS.has(node.role)) return node;
  if (node.role === 'function' && node.kind !== 'lambda') return node;
  if (node.role === 'other' && bare.has(node.grammar)) return node;
  return build('expression', node, { expression: node });
}
