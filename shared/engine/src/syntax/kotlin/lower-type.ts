import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

const TYPE_KINDS = new Set([
  'dynamic',
  'function_type',
  'non_nullable_type',
  'nullable_type',
  'parenthesized_type',
  'user_type',
]);

const composite = (node: CstNode, lower: Lower) =>
  other(node, node.kind, node.named.filter((child) => child.kind !== 'identifier').map(lower), 'none');

export const TYPES: LoweringTable = {
  user_type: userType,
  function_type: composite,
  function_type_parameters: composite,
  parameter: composite,
  type_parameters: composite,
  type_parameter: composite,
  type_constraints: composite,
  type_constraint: composite,
  type_modifiers: composite,
};

export function isType(node: CstNode): boolean {
  return TYPE_KINDS.has(node.kind);
}

/** Types and their parameters directly in a declaration, for the names they use. */
export function lowerTypes(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  return node.named
    .filter((child) => isType(child) || child.kind === 'type_parameters' || child.kind === 'type_constraints')
    .map(lower);
}

/** `Outer.Inner<T>`: a name, or a member of one, with its type arguments as further children. */
function userType(node: CstNode, lower: Lower): SyntaxNode {
  const [first, ...rest] = node.all('identifier');
  const args = node.named.filter((child) => child.kind !== 'identifier').map(lower);
  if (!first) return other(node, node.kind, args, 'none');
  let type: SyntaxNode = named(first, nameOf(first));
  for (const each of rest) {
    const span = spanOf(first, each);
    const property_span = spanOf(each);
    const inside = args.filter((arg) => arg.end <= each.start && arg.parent === null && arg.start >= type.end);
    type = build('member', span, { object: type, property: nameOf(each), property_span, optional: false }, inside);
  }
  const behind = args.filter((arg) => arg.start >= type.end);
  return behind.length === 0 ? type : other(node, node.kind, [type, ...behind], 'none');
}

/** A name without the backticks it may be written in. */
export function nameOf(node: CstNode): string {
  return node.text.replaceAll('`', '');
}
