import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber, decodeString } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { ArgumentNode, SyntaxNode } from '../node.ts';
import { lambda } from './lower-function.ts';
import { GO_OPERATORS } from './go-operators.ts';

const RULES = chainRules(GO_OPERATORS);

const chain: Lowering = (node, lower) => lowerChain(node, flatten, lower, RULES);

const name: Lowering = (node) => named(node, node.text);

const number: Lowering = (node) => {
  const value = /[ijp]|^0[oO]/.test(node.text) ? null : decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

export const EXPRESSIONS: LoweringTable = {
  binary_expression: chain,
  unary_expression: (node, lower) => (node.has('<-') ? receive(node, lower) : chain(node, lower)),
  parenthesized_expression: (node, lower) => build('group', node, { inner: lower(node.named[0]!) }),

  identifier: name,
  type_identifier: name,
  package_identifier: name,
  selector_expression: (node, lower) => member(node, node.field('operand')!, node.field('field')!, lower),
  qualified_type: (node, lower) => member(node, node.field('package')!, node.field('name')!, lower),
  index_expression: (node, lower) =>
    build('index', node, { object: lower(node.field('operand')!), index: lower(node.field('index')!) }),

  true: (node) => build('literal', node, { value: true }),
  false: (node) => build('literal', node, { value: false }),
  nil: (node) => build('literal', node, { value: null }),
  int_literal: number,
  float_literal: number,
  interpreted_string_literal: (node) => string(node, decodeString(node.text.slice(1, -1))),
  // Carriage returns are no part of a raw string.
  raw_string_literal: (node) => string(node, node.text.slice(1, -1).replaceAll('\r', '')),

  call_expression: call,
  // `F[int](1)` looks the same whether F is a type or a function.
  type_conversion_expression: conversion,
  type_assertion_expression: (node, lower) => other(node, node.kind, node.named.map(lower), 'some'),
  variadic_argument: (node, lower) => lower(node.named[0]!),
  func_literal: lambda,

  expression_list: (node, lower) =>
    node.named.length === 1 ? lower(node.named[0]!) : build('list', node, { items: node.named.map(lower) }),
  literal_element: (node, lower) => lower(node.named[0]!),
  literal_value: literalValue,
};

function flatten(node: CstNode): readonly FlatPart[] | null {
  const sub = (field: string): FlatPart => ({ part: 'chain', node: node.field(field)! });
  const operator = node.children.find((child) => !child.isNamed);
  if (node.kind === 'binary_expression') {
    return [sub('left'), { part: 'infix', operator: { text: operator!.kind, ...spanOf(operator!) } }, sub('right')];
  }
  if (node.kind !== 'unary_expression' || operator!.kind === '<-') return null;
  return [{ part: 'prefix', operator: { text: operator!.kind, ...spanOf(operator!) } }, sub('operand')];
}

/** `<-ch` waits, and takes something out. */
function receive(node: CstNode, lower: Lower): SyntaxNode {
  return other(node, 'prefix <-', [lower(node.field('operand')!)], 'some');
}

function member(node: CstNode, object: CstNode, property: CstNode, lower: Lower): SyntaxNode {
  return build('member', node, {
    object: lower(object),
    property: property.text,
    property_span: spanOf(property),
    optional: false,
  });
}

function string(node: CstNode, value: string | null): SyntaxNode {
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
}

function call(node: CstNode, lower: Lower): SyntaxNode {
  const list = node.field('arguments')!;
  const types = node.field('type_arguments');
  const args = list.named.map((each): ArgumentNode => {
    const spread = each.kind === 'variadic_argument';
    return build('argument', each, { name: null, value: lower(each), spread, trailing: false });
  });
  return build(
    'call',
    node,
    { callee: lower(node.field('function')!), args, args_span: spanOf(list), is_new: false, optional: false },
    [types && lower(types)],
  );
}

function conversion(node: CstNode, lower: Lower): SyntaxNode {
  const type = node.field('type')!;
  const isPlain = type.kind !== 'generic_type';
  return other(node, node.kind, node.named.map(lower), isPlain ? 'none' : 'some');
}

/**
 * What stands between the braces of a composite literal. A bare word before a colon is the name of a field, except in a map,
 * where it is an expression.
 */
function literalValue(node: CstNode, lower: Lower): SyntaxNode {
  const isMap = node.parent?.field('type')?.kind === 'map_type';
  if (!node.has('keyed_element')) return build('list', node, { items: node.named.map(lower) });
  return build('object', node, {
    entries: node.named.map((each) => (each.kind === 'keyed_element' ? entry(each, isMap, lower) : lower(each))),
  });
}

function entry(node: CstNode, isMap: boolean, lower: Lower): SyntaxNode {
  const key = node.field('key')!.named[0]!;
  const value = lower(node.field('value')!);
  if (key.kind === 'identifier' && !isMap) return build('entry', node, { key: key.text, value, shorthand: false });
  const lowered = lower(key);
  const text = lowered.role === 'literal' && typeof lowered.value === 'string' ? lowered.value : null;
  return build('entry', node, { key: text, value, shorthand: false }, [lowered]);
}
