import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** What a list, object or call takes the parts of: `x` of `...x`, `*x` and `**x`; null for anything else. */
export function spreadOperand(file: SourceFile, node: SyntaxNode): SyntaxNode | null {
  if (node.role === 'argument') return node.spread && node.name === null ? node.value : null;
  const [operand, ...others] = node.children;
  if (node.role !== 'other' || !operand || others.length > 0) return null;
  if (node.parent?.role !== 'object' && node.parent?.role !== 'list') return null;
  return /^(\.\.\.|\*\*?)\s*$/.test(file.text.slice(node.start, operand.start)) && operand.end === node.end
    ? operand
    : null;
}

/**
 * Whether the parts of a literal may be written where the literal is spread: of a list into a list or a call, of an object
 * into an object that has none of its keys.
 */
export function spreadsInto(node: SyntaxNode, literal: SyntaxNode): literal is NodeOf<'list' | 'object'> {
  const around = node.parent;
  if (literal.role === 'list') return around?.role === 'list' || around?.role === 'call';
  if (literal.role !== 'object' || around?.role !== 'object') return false;
  const keys = new Set(around.entries.flatMap((entry) => (entry.role === 'entry' ? [entry.key] : [])));
  return literal.entries.every(
    (entry) =>
      entry.role === 'entry' &&
      entry.key !== null &&
      entry.key !== '__proto__' &&
      !keys.has(entry.key) &&
      !(entry.value.role === 'function' && /^(getter|setter)$/.test(entry.value.kind)),
  );
}
