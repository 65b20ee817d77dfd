import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { ArgumentNode, SyntaxNode } from '../node.ts';
import { lowerAttributed } from './lower-attributes.ts';
import { lowerOther } from './lower-other.ts';
import { valueOf } from './lower-string.ts';
import { RUST_OPERATORS } from './rust-operators.ts';

const RULES = chainRules(RUST_OPERATORS);

const chain: Lowering = (node, lower) => lowerChain(node, flatten, lower, RULES);
const name: Lowering = (node) => named(node, node.text);
const list: Lowering = (node, lower) => build('list', node, { items: lowerAttributed(node.named, lower) });
const text: Lowering = (node) => {
  const value = valueOf(node);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};
const number: Lowering = (node) => {
  const value = decodeNumber(node.text.replace(/_?(?:[iu](?:8|16|32|64|128|size)|f32|f64)$/, ''));
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

export const EXPRESSIONS: LoweringTable = {
  binary_expression: chain,
  unary_expression: chain,
  identifier: name,
  type_identifier: name,
  self: name,
  crate: name,
  super: name,
  scoped_identifier: path,
  scoped_type_identifier: path,
  boolean_literal: (node) => build('literal', node, { value: node.text === 'true' }),
  integer_literal: number,
  float_literal: number,
  string_literal: text,
  raw_string_literal: text,
  parenthesized_expression: (node, lower) => build('group', node, { inner: lower(node.named[0]!) }),
  array_expression: (node, lower) => (node.has(';') ? lowerOther(node, lower) : list(node, lower)),
  tuple_expression: list,
  field_expression: (node, lower) => memberOf(node, node.field('value')!, node.field('field')!, lower),
  index_expression: (node, lower) =>
    build('index', node, { object: lower(node.named[0]!), index: lower(node.named[1]!) }),
  call_expression: call,
  await_expression: (node, lower) => build('wrap', node, { operand: lower(node.named[0]!), waits: true }),
  assignment_expression: (node, lower) => assign(node, '=', lower),
  compound_assignment_expr: (node, lower) => assign(node, node.children[1]!.kind, lower),
  reference_expression: (node, lower) =>
    node.has('mutable_specifier')
      ? other(node, 'mutable_reference', [lower(node.field('value')!)], 'none')
      : other(node, node.kind, [lower(node.field('value')!)], 'none'),
  field_initializer: (node, lower) => {
    const [key, value] = [node.field('field')!, node.field('value') ?? node.named.at(-1)!];
    return build('entry', node, { key: key.text, value: lower(value), shorthand: false });
  },
  shorthand_field_initializer: (node, lower) => other(node, 'shorthand', node.named.map(lower), 'none'),
};

function flatten(node: CstNode): readonly FlatPart[] | null {
  if (node.kind !== 'binary_expression' && node.kind !== 'unary_expression') return null;
  return node.children.map((child, index): FlatPart => {
    if (child.isNamed) return { part: 'chain', node: child };
    const operator = { text: child.kind, ...spanOf(child) };
    return index === 0 ? { part: 'prefix', operator } : { part: 'infix', operator };
  });
}

/** `a::b`; `::b` is a name with its colons. */
function path(node: CstNode, lower: Lower): SyntaxNode {
  const scope = node.field('path');
  return scope ? memberOf(node, scope, node.field('name')!, lower) : named(node, node.text);
}

function memberOf(node: CstNode, object: CstNode, property: CstNode, lower: Lower): SyntaxNode {
  const property_span = spanOf(property);
  return build('member', node, { object: lower(object), property: property.text, property_span, optional: false });
}

function call(node: CstNode, lower: Lower): SyntaxNode {
  const callee = node.field('function')!;
  const args = node.field('arguments')!;
  const isGeneric = callee.kind === 'generic_function';
  return build(
    'call',
    node,
    {
      callee: lower(isGeneric ? callee.named[0]! : callee),
      args: lowerAttributed(args.named, lower).map(argument),
      args_span: spanOf(args),
      is_new: false,
      optional: false,
    },
    isGeneric ? [lower(callee.named[1]!)] : [],
  );
}

function argument(value: SyntaxNode): ArgumentNode {
  return build('argument', value, { name: null, value, spread: false, trailing: false });
}

function assign(node: CstNode, operator: string, lower: Lower): SyntaxNode {
  return build('assign', node, { operator, target: lower(node.field('left')!), value: lower(node.field('right')!) });
}
