import { other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { Span, SyntaxNode } from '../node.ts';

const LEFT_OPEN = new Set([
  'attribute',
  'call',
  'subscript',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'conditional_expression',
]);

/** The grammar reads `[*a.b()]` as a call of an attribute of `*a`: the star that is meant for the whole. */
export function hiddenSplat(node: CstNode): CstNode | null {
  let left = node;
  while (LEFT_OPEN.has(left.kind)) left = left.children[0]!;
  return left !== node && left.kind === 'list_splat' ? left : null;
}

/** The span of an expression without a star that the grammar hid in it. */
export function withoutStar(node: CstNode): Span {
  return { start: hiddenSplat(node)?.named[0]?.start ?? node.start, end: node.end };
}

/** A star itself, or what the grammar took for the operand of an attribute. */
export function lowerSplat(node: CstNode, lower: Lower): SyntaxNode {
  const isHidden = node.parent !== null && LEFT_OPEN.has(node.parent.kind) && node.parent.children[0] === node;
  return isHidden ? lower(node.named[0]!) : other(node, node.kind, node.named.map(lower), 'none');
}

/** An element of a list, where a star may stand. */
export function lowerItem(node: CstNode, lower: Lower): SyntaxNode {
  return hiddenSplat(node) ? other(node, 'list_splat', [lower(node)], 'none') : lower(node);
}
