import type { Operator } from '../cst/associate.ts';
import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber, decodeString } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { Span, SyntaxNode } from '../node.ts';
import { CSHARP_OPERATORS } from './csharp-operators.ts';
import { lowerCall, nameOf } from './lower-call.ts';
import { testedBy } from './lower-pattern.ts';

/** A postfix operator with the node that it ends: `.name`, `?.name`, `(…)`, `[…]`. */
interface Suffix extends Operator<SyntaxNode> {
  readonly node: CstNode;
}

const chain: Lowering = (node, lower) => {
  const rules = chainRules(CSHARP_OPERATORS, (operand, operator) => applySuffix(operand, operator, lower));
  return lowerChain(node, (each) => flatten(each, lower), lower, rules);
};

const name: Lowering = (node) => named(node, node.text.replace(/^@/, ''));

const number: Lowering = (node) => {
  const value = decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

const plain: Lowering = (node) => other(node, node.kind, [], 'none');

export const EXPRESSIONS: LoweringTable = {
  ...Object.fromEntries(
    [
      'as_expression',
      'assignment_expression',
      'await_expression',
      'binary_expression',
      'cast_expression',
      'conditional_access_expression',
      'conditional_expression',
      'element_access_expression',
      'invocation_expression',
      'is_expression',
      'is_pattern_expression',
      'member_access_expression',
      'postfix_unary_expression',
      'prefix_unary_expression',
      'range_expression',
    ].map((kind) => [kind, chain]),
  ),
  identifier: name,
  this: name,
  base: name,
  boolean_literal: (node) => build('literal', node, { value: node.text === 'true' }),
  null_literal: (node) => build('literal', node, { value: null }),
  integer_literal: number,
  real_literal: number,
  string_literal: (node) => {
    const value = node.text.endsWith('"') ? decodeString(node.text.slice(1, -1)) : null;
    return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
  },
  verbatim_string_literal: plain,
  predefined_type: plain,
  implicit_type: plain,
  raw_string_literal: plain,
  character_literal: plain,
  interpolated_string_expression: (node, lower) =>
    other(
      node,
      node.kind,
      node.all('interpolation').flatMap((each) => holesOf(each, lower)),
      'none',
    ),

  parenthesized_expression: (node, lower) => build('group', node, { inner: lower(node.named[0]!) }),
  tuple_expression: (node, lower) =>
    other(
      node,
      node.kind,
      node.named.map((each) => lower(each.named.at(-1)!)),
      'none',
    ),
  throw_expression: (node, lower) => build('throw', node, { value: lower(node.named[0]!) }),
  qualified_name: (node, lower) =>
    access(node, lower(node.field('qualifier') ?? node.children[0]!), node.field('name')!, false, lower),
  generic_name: (node, lower) =>
    other(node, node.kind, [named(node.named[0]!, node.named[0]!.text), ...node.named.slice(1).map(lower)], 'none'),
};

function holesOf(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  return node.named.filter((child) => !/brace|clause/.test(child.kind)).map(lower);
}

function flatten(node: CstNode, lower: Lower): readonly FlatPart[] | null {
  const { children } = node;
  const [first, second] = children;
  const last = children.at(-1)!;
  const part = (each: CstNode): FlatPart => ({ part: 'chain', node: each });
  const operator = (each: CstNode, text = each.text) => ({ text, ...spanOf(each) });
  switch (node.kind) {
    case 'assignment_expression':
    case 'binary_expression':
    case 'as_expression':
    case 'is_expression':
      return [part(first!), { part: 'infix', operator: operator(second!) }, part(last)];
    case 'range_expression':
      return children.length === 3 ? [part(first!), { part: 'infix', operator: operator(second!) }, part(last)] : null;
    case 'is_pattern_expression': {
      const tested = testedBy(last);
      if (tested.kind === 'pattern') return [part(first!), { part: 'infix', operator: operator(second!) }, part(last)];
      const { negated, isLiteral } = tested;
      const text = isLiteral ? (negated ? 'is!=' : 'is==') : negated ? 'is not' : 'is';
      return [part(first!), { part: 'infix', operator: operator(second!, text) }, part(tested.chain)];
    }
    case 'conditional_expression': {
      const [question, colon] = [node.first('?')!, node.first(':')!];
      const between = lower(node.field('consequence')!);
      return [
        part(first!),
        { part: 'infix', operator: { text: '?', between, ...spanOf(question, colon) } },
        part(last),
      ];
    }
    case 'cast_expression': {
      const between = lower(node.field('type')!);
      const brackets = spanOf(first!, node.first(')')!);
      return [{ part: 'prefix', operator: { text: '(cast)', between, ...brackets } }, part(node.field('value')!)];
    }
    case 'prefix_unary_expression':
    case 'await_expression':
      return [{ part: 'prefix', operator: operator(first!) }, part(last)];
    case 'postfix_unary_expression':
      return [part(first!), { part: 'postfix', operator: operator(last) }];
    case 'invocation_expression':
      if (first!.text === 'nameof') return [{ part: 'operand', operand: nameOf(node, lower) }];
      return [calleePart(first!), suffix(node)];
    case 'conditional_access_expression':
    case 'element_access_expression':
    case 'member_access_expression':
      return [part(first!), suffix(node)];
    default:
      return null;
  }
}

function suffix(node: CstNode): FlatPart {
  const operator: Suffix = { text: node.kind, start: node.children[0]!.end, end: node.end, node };
  return { part: 'postfix', operator };
}

function isSuffix(operator: Operator<SyntaxNode>): operator is Suffix {
  return 'node' in operator;
}

/** The grammar lets `?.` take everything before it, `a && b?.c` included, so each suffix is given its operand here. */
function applySuffix(operand: SyntaxNode, operator: Operator<SyntaxNode>, lower: Lower): SyntaxNode {
  const span = { start: operand.start, end: operator.end };
  if (!isSuffix(operator)) {
    return operator.text === '!'
      ? build('wrap', span, { operand, waits: false })
      : other(span, `postfix ${operator.text}`, [operand], 'some');
  }
  const { node } = operator;
  switch (node.kind) {
    case 'member_access_expression':
      return access(span, operand, node.field('name')!, false, lower);
    case 'invocation_expression':
      return lowerCall(span, operand, node, lower);
    case 'element_access_expression':
      return element(span, operand, node.field('subscript')!, lower);
    default: {
      const binding = node.children.at(-1)!;
      if (binding.kind === 'element_binding_expression') return element(span, operand, binding, lower);
      const name = binding.field('name');
      if (!name) throw new Unreadable('Something else than a member follows a question mark', binding.start);
      return access(span, operand, name, true, lower);
    }
  }
}

/** A generic function's name is the callee; its type arguments are read with the call. */
function calleePart(node: CstNode): FlatPart {
  if (node.kind !== 'generic_name') return { part: 'chain', node };
  return { part: 'operand', operand: named(node.named[0]!, node.named[0]!.text) };
}

/** `a.B`, `A.B` in types; type arguments behind the name are further children. */
function access(span: Span, object: SyntaxNode, property: CstNode, optional: boolean, lower: Lower): SyntaxNode {
  const isGeneric = property.kind === 'generic_name';
  const word = isGeneric ? property.named[0]! : property;
  return build(
    'member',
    { start: object.start, end: span.end },
    { object, property: word.text.replace(/^@/, ''), property_span: spanOf(word), optional },
    isGeneric ? property.named.slice(1).map(lower) : [],
  );
}

function element(span: Span, object: SyntaxNode, list: CstNode, lower: Lower): SyntaxNode {
  const indices = list.named.map((each) => lower(each.named.at(-1)!));
  const [only] = indices;
  if (!only || indices.length > 1) return other(span, 'element', [object, ...indices], 'some');
  return build('index', span, { object, index: only });
}
