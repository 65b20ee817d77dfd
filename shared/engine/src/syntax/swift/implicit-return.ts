import type { SyntaxNode } from '../node.ts';

/**
 * Whether a body is a single value that is returned without saying so. `returnsValue`: its signature says that it returns
 * something; without that, a lone `if` or `switch` is a statement.
 */
export function isSingleValue(body: readonly SyntaxNode[], returnsValue: boolean): boolean {
  const [only, ...more] = body;
  if (!only || more.length > 0) return false;
  if (only.role === 'expression') return true;
  return returnsValue && (only.role === 'if' || only.role === 'switch') && !returns(only);
}

function returns(node: SyntaxNode): boolean {
  if (node.role === 'return') return true;
  return node.role !== 'function' && node.children.some(returns);
}
