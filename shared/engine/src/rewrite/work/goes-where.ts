import type { SyntaxNode } from '../../syntax/node.ts';

/** Things that stand in a list and can be taken out of it. */
const ITEMS: ReadonlySet<string> = new Set([
  'expression',
  'declaration',
  'function',
  'class',
  'enum_member',
  'argument',
  'annotation',
  'entry',
  'arm',
  'import',
  'import_item',
  'binding',
  'param',
  'if',
  'loop',
  'switch',
  'try',
]);

/** The node that goes when something is to be removed; null where its value is used. */
export function goesWhere(node: SyntaxNode): SyntaxNode | null {
  const { parent } = node;
  if (parent?.role === 'expression') return parent;
  if (parent?.role === 'entry' && parent.value === node) return parent;
  if (parent?.role === 'argument') return parent;
  if (parent?.role === 'wrap' || parent?.role === 'group') return goesWhere(parent);
  if (ITEMS.has(node.role)) return node;
  if (parent?.role === 'list' || parent?.role === 'block' || parent?.role === 'unit' || parent?.role === 'class')
    return node;
  if (parent?.role === 'element' && parent.content.includes(node)) return node;
  if (parent?.role === 'arm' && parent.patterns.includes(node)) return node;
  return null;
}
