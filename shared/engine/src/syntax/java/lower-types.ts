import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

const TYPE_PARTS = new Set([
  'annotated_type',
  'array_type',
  'catch_type',
  'dimensions',
  'extends_interfaces',
  'generic_type',
  'permits',
  'scoped_type_identifier',
  'super_interfaces',
  'superclass',
  'throws',
  'type_identifier',
  'type_parameters',
]);

/** The types that a declaration names, for the names they use. `var` and predefined types name nothing. */
export function lowerTypes(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  return node.named.filter((child) => TYPE_PARTS.has(child.kind) && child.text !== 'var').map(lower);
}
