import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { SyntaxNode } from '../node.ts';
import { KOTLIN_OPERATORS } from './kotlin-operators.ts';
import { lowerString } from './lower-string.ts';
import { nameOf } from './lower-type.ts';

const RULES = chainRules(KOTLIN_OPERATORS, (operand, operator) => {
  const span = { start: operand.start, end: operator.end };
  return operator.text === '!!'
    ? build('wrap', span, { operand, waits: false })
    : other(span, `postfix ${operator.text}`, [operand], 'some');
});

const chain: Lowering = (node, lower) => lowerChain(node, flatten, lower, RULES);

const number: Lowering = (node) => {
  const value = decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

export const EXPRESSIONS: LoweringTable = {
  as_expression: chain,
  assignment: chain,
  binary_expression: chain,
  in_expression: chain,
  infix_expression: chain,
  is_expression: chain,
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
  index_expression: index,
  navigation_expression: navigation,
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

function index(node: CstNode, lower: Lower): SyntaxNode {
  const [object, ...indices] = node.named.map(lower);
  const [only] = indices;
  if (!object || !only || indices.length > 1) return other(node, node.kind, node.named.map(lower), 'some');
  return build('index', node, { object, index: only });
}

/** `a.b`, `a?.b`, and `A::b`, which reads the member without calling it. */
function navigation(node: CstNode, lower: Lower): SyntaxNode {
  const property = node.named.at(-1)!;
  const object = node.named[0]!;
  if (property === object || property.kind !== 'identifier') {
    return other(node, node.kind, node.named.map(lower), node.has('::') ? 'none' : 'some');
  }
  return build('member', node, {
    object: lower(object),
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
