import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

const PATTERNS = new Set([
  'tuple_pattern',
  'list_pattern',
  'pattern_list',
  'list_splat_pattern',
  'tuple',
  'list',
  'expression_list',
  'parenthesized_expression',
  'list_splat',
]);

/**
 * What a `for`, a `with` or an `except` assigns to. Names are declared; attributes and elements are written, which `bind` reads
 * from the `target` around them.
 */
export function lowerTarget(node: CstNode, lower: Lower): SyntaxNode {
  const names = targetNames(node);
  if (names === null) return other(node, 'target', [lower(node)], 'some');
  return build('declaration', node, {
    bindings: [lowerBinding(node)],
    constant: false,
    field: false,
    annotations: [],
    modifiers: [],
    exported: false,
  });
}

/** A name, or a pattern of names, as a binding. */
export function lowerBinding(node: CstNode, initializer: SyntaxNode | null = null): SyntaxNode & { role: 'binding' } {
  const span = { start: node.start, end: initializer?.end ?? node.end };
  if (node.kind === 'identifier')
    return build('binding', span, { name: named(node, node.text), type: null, initializer });
  const inside = node.named.map((each) => lowerBinding(each));
  return build('binding', span, { name: null, type: null, initializer }, inside);
}

/** The names that a target declares; null when it also writes to attributes or elements. */
export function targetNames(node: CstNode): readonly CstNode[] | null {
  if (node.kind === 'identifier') return [node];
  if (!PATTERNS.has(node.kind)) return null;
  const inside = node.named.map(targetNames);
  return inside.every((each) => each !== null) ? inside.flat() : null;
}
