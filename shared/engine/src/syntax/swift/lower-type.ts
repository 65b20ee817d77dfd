import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

export const TYPES: LoweringTable = {
  user_type: userType,
  type_identifier: (node) => named(node, node.text),
  tuple_type_item: typesOnly,
  lambda_function_type: typesOnly,
  inheritance_constraint: typesOnly,
  equality_constraint: typesOnly,
  enum_type_parameters: typesOnly,
  type_parameter: typesOnly,
};

const TYPE_PARTS = new Set([
  'array_type',
  'dictionary_type',
  'existential_type',
  'function_type',
  'metatype',
  'opaque_type',
  'optional_type',
  'protocol_composition_type',
  'tuple_type',
  'type_annotation',
  'type_arguments',
  'type_constraints',
  'type_parameters',
  'user_type',
]);

export function isType(node: CstNode): boolean {
  return TYPE_PARTS.has(node.kind);
}

/** The types that a declaration names, for the names they use. */
export function lowerTypes(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  return node.named.filter(isType).map(lower);
}

/** Labels and parameter names in types mean nothing outside of them; default values do. */
function typesOnly(node: CstNode, lower: Lower): SyntaxNode {
  const inside = node.named.filter((child) => child.kind !== 'simple_identifier' && child.kind !== 'identifier');
  const parts = node.kind === 'type_parameter' ? inside.filter((child) => child.kind !== 'type_identifier') : inside;
  return other(node, node.kind, parts.map(lower), 'none');
}

/** `Outer.Inner<T>`: a name, or a member of one, with its type arguments as further children. */
function userType(node: CstNode, lower: Lower): SyntaxNode {
  const [first, ...rest] = node.all('type_identifier');
  const args = node.named.filter((child) => child.kind !== 'type_identifier').map(lower);
  if (!first) return other(node, node.kind, args, 'none');
  let type: SyntaxNode = named(first, first.text);
  for (const each of rest) {
    const object: SyntaxNode = type;
    const inside: readonly SyntaxNode[] = args.filter((arg) => arg.end <= each.start && arg.start >= object.end);
    const property_span = spanOf(each);
    type = build(
      'member',
      spanOf(first, each),
      { object, property: each.text, property_span, optional: false },
      inside,
    );
  }
  const behind = args.filter((arg) => arg.start >= type.end);
  return behind.length === 0 ? type : other(node, node.kind, [type, ...behind], 'none');
}
