import type { Operator } from '../cst/associate.ts';
import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { Span, SyntaxNode } from '../node.ts';
import { KOTLIN_OPERATORS } from './kotlin-operators.ts';
import { lowerCall } from './lower-call.ts';
import { lowerString } from './lower-string.ts';
import { nameOf } from './lower-type.ts';

/** A postfix operator with the node that it ends: `.name`, `(…)`, `{ … }`, `[…]`. */
interface Suffix extends Operator<SyntaxNode> {
  readonly node: CstNode;
}

/** The grammar takes `!a.b` for `(!a).b` when a bracket follows, so chains are taken apart to the last suffix. */
const chain: Lowering = (node, lower) => {
  const rules = chainRules(KOTLIN_OPERATORS, (operand, operator) => applySuffix(operand, operator, lower));
  return lowerChain(node, flatten, lower, rules);
};

const number: Lowering = (node) => {
  const value = decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

export const EXPRESSIONS: LoweringTable = {
  as_expression: chain,
  assignment: chain,
  binary_expression: chain,
  call_expression: chain,
  in_expression: chain,
  index_expression: chain,
  infix_expression: chain,
  is_expression: chain,
  navigation_expression: chain,
  range_expression: chain,
  unary_expression: chain,

  identifier,
  this_expression: (node) => (node.text === 'this' ? named(node, 'this') : other(node, node.kind, [], 'none')),
  super_expression: (node, lower) =>
    node.text === 'super' ? named(node, 'super') : other(node, node.kind, node.named.map(lower), 'none'),
  number_literal: number,
  float_literal: number,
  string_literal: lowerString,
  multiline_string_literal: lowerString,

  parenthesized_expression: (node, lower) => build('group', node, { inner: lower(node.named[0]!) }),
  collection_literal: (node, lower) => build('list', node, { items: node.named.map(lower) }),
  throw_expression: (node, lower) => build('throw', node, { value: lower(node.named[0]!) }),
  return_expression: returned,
  labeled_expression: labeled,
  callable_reference: (node, lower) => other(node, node.kind, node.named.map(lower), 'none'),
};

const INFIX = new Set([
  'as_expression',
  'assignment',
  'binary_expression',
  'in_expression',
  'infix_expression',
  'is_expression',
  'range_expression',
]);

function flatten(node: CstNode): readonly FlatPart[] | null {
  if (INFIX.has(node.kind)) {
    const [left, operator, right] = node.children;
    if (!left || !operator || !right || node.children.length !== 3) return null;
    const text = operator.isNamed ? operator.text : node.kind === 'is_expression' ? operator.text : operator.kind;
    return [
      { part: 'chain', node: left },
      { part: 'infix', operator: { text, ...spanOf(operator) } },
      { part: 'chain', node: right },
    ];
  }
  if (SUFFIXED.has(node.kind)) return [{ part: 'chain', node: node.children[0]! }, suffix(node)];
  if (node.kind !== 'unary_expression') return null;
  const argument: FlatPart = { part: 'chain', node: node.field('argument')! };
  const operator = node.field('operator')!;
  const at = { text: operator.kind, ...spanOf(operator) };
  return operator.start < argument.node.start
    ? [{ part: 'prefix', operator: at }, argument]
    : [argument, { part: 'postfix', operator: at }];
}

/** The grammar takes words such as `true` and `continue` for names. */
function identifier(node: CstNode): SyntaxNode {
  switch (node.text) {
    case 'true':
    case 'false':
      return build('literal', node, { value: node.text === 'true' });
    case 'null':
      return build('literal', node, { value: null });
    case 'break':
      return build('break', node, { label: null });
    case 'continue':
      return build('continue', node, { label: null });
    default:
      return named(node, nameOf(node));
  }
}

const SUFFIXED = new Set(['call_expression', 'index_expression', 'navigation_expression']);

function suffix(node: CstNode): FlatPart {
  const operator: Suffix = { text: node.kind, start: node.children[0]!.end, end: node.end, node };
  return { part: 'postfix', operator };
}

function isSuffix(operator: Operator<SyntaxNode>): operator is Suffix {
  return 'node' in operator;
}

function applySuffix(operand: SyntaxNode, operator: Operator<SyntaxNode>, lower: Lower): SyntaxNode {
  const span = { start: operand.start, end: operator.end };
  if (!isSuffix(operator)) {
    return operator.text === '!!'
      ? build('wrap', span, { operand, waits: false })
      : other(span, `postfix ${operator.text}`, [operand], 'some');
  }
  const { node } = operator;
  if (node.kind === 'call_expression') return lowerCall(span, operand, node, lower);
  const rest = node.named.slice(1);
  if (node.kind === 'index_expression') {
    const [only, ...more] = rest.map(lower);
    if (!only || more.length > 0) return other(span, node.kind, [operand, ...rest.map(lower)], 'some');
    return build('index', span, { object: operand, index: only });
  }
  return access(span, operand, node, lower);
}

/** `a.b`, `a?.b`, and `A::b`, which reads the member without calling it. */
function access(span: Span, object: SyntaxNode, node: CstNode, lower: Lower): SyntaxNode {
  const property = node.named.at(-1)!;
  if (property === node.named[0] || property.kind !== 'identifier') {
    return other(span, node.kind, [object, ...node.named.slice(1).map(lower)], node.has('::') ? 'none' : 'some');
  }
  return build('member', span, {
    object,
    property: nameOf(property),
    property_span: spanOf(property),
    optional: node.has('?.'),
  });
}

/**
 * `return@label` leaves a lambda and not the function that its other returns leave: a jump to the label. In an anonymous
 * function both are the same.
 */
function returned(node: CstNode, lower: Lower): SyntaxNode {
  const label = node.field('label');
  const value = node.named.find((child) => child !== label) ?? null;
  if (label === null) return build('return', node, { value: value && lower(value) });
  return build('break', node, { label: label.text, ...(value && { value: lower(value) }) });
}

function labeled(node: CstNode, lower: Lower): SyntaxNode {
  const label = node.first('label')!;
  const inner = node.named.at(-1)!;
  if (label.text === 'break@' || label.text === 'continue@') {
    return build(label.text === 'break@' ? 'break' : 'continue', node, { label: inner.text });
  }
  return other(node, node.kind, inner === label ? [] : [lower(inner)], 'some');
}
