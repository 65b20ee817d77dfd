import { child, nameOf, stringOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, other, spanOf } from '../../cst/build-node.ts';
import type { NodeOf, Span, SyntaxNode } from '../../node.ts';
import { lowerClass } from './classes.ts';
import { lowerArguments } from './arguments.ts';
import type { LowerContext, LoweringTable } from './context.ts';
import { lowerFunction, lowerMethod } from './functions.ts';
import { keyOf, plainKey } from './key-of.ts';
import { lowerTarget } from './patterns.ts';

/** Operators whose result depends on values only; the words for the rest are roles of their own. */
const COMPARISONS: Readonly<Record<string, 'eq' | 'ne' | 'other'>> = {
  '==': 'eq',
  '===': 'eq',
  '!=': 'ne',
  '!==': 'ne',
  '<': 'other',
  '<=': 'other',
  '>': 'other',
  '>=': 'other',
  in: 'other',
  instanceof: 'other',
};
const LOGICAL = { '&&': 'and', '||': 'or', '??': 'coalesce' } as const;

export const expressionLowerings: LoweringTable = {
  Identifier: (node, context) => context.name(node),
  PrivateIdentifier: (node) => build('name', node, { name: `#${nameOf(node) ?? ''}` }),
  ThisExpression: (node) => build('name', node, { name: 'this' }),
  Super: (node) => other(node, node.type, [], 'none'),
  MetaProperty: (node) => other(node, node.type, [], 'none'),
  Literal: lowerLiteral,
  TemplateLiteral: lowerTemplate,
  TaggedTemplateExpression: (node, context) =>
    other(
      node,
      node.type,
      [context.lowerField(node, 'tag'), ...context.types(child(node, 'typeArguments')), lowerQuasi(node, context)],
      'some',
    ),
  ArrayExpression: lowerArray,
  ObjectExpression: (node, context) => build('object', node, { entries: context.lowerList(node, 'properties') }),
  Property: lowerProperty,
  SpreadElement: (node, context) => other(node, node.type, [context.lowerField(node, 'argument')], 'some'),
  UnaryExpression: lowerUnary,
  UpdateExpression: (node, context) => {
    const target = lowerTarget(child(node, 'argument')!, context);
    return build('assign', node, { operator: String(node['operator']), target, value: target });
  },
  BinaryExpression: lowerBinary,
  LogicalExpression: (node, context) =>
    build('logical', node, {
      operator: LOGICAL[node['operator'] as keyof typeof LOGICAL],
      strict: false,
      left: context.lowerField(node, 'left')!,
      right: context.lowerField(node, 'right')!,
    }),
  AssignmentExpression: (node, context) =>
    build('assign', node, {
      operator: String(node['operator']),
      target: lowerTarget(child(node, 'left')!, context),
      value: context.lowerField(node, 'right')!,
    }),
  ConditionalExpression: (node, context) =>
    build('conditional', node, {
      test: context.lowerField(node, 'test')!,
      then: context.lowerField(node, 'consequent')!,
      otherwise: context.lowerField(node, 'alternate')!,
    }),
  SequenceExpression: (node, context) => other(node, node.type, context.lowerList(node, 'expressions'), 'none'),
  MemberExpression: lowerMember,
  ChainExpression: (node, context) => context.lowerField(node, 'expression')!,
  CallExpression: lowerCall,
  NewExpression: lowerCall,
  ImportExpression: (node, context) =>
    other(node, node.type, [context.lowerField(node, 'source'), context.lowerField(node, 'options')], 'some'),
  AwaitExpression: (node, context) =>
    build('wrap', node, { operand: context.lowerField(node, 'argument')!, waits: true }),
  YieldExpression: (node, context) => other(node, node.type, [context.lowerField(node, 'argument')], 'some'),
  FunctionExpression: (node, context) => lowerFunction(node, context, { kind: 'lambda' }),
  ArrowFunctionExpression: (node, context) => lowerFunction(node, context, { kind: 'lambda' }),
  ClassExpression: (node, context) => lowerClass(node, context),
  TSAsExpression: lowerCast,
  TSSatisfiesExpression: lowerCast,
  TSTypeAssertion: lowerCast,
  TSNonNullExpression: lowerCast,
  TSInstantiationExpression: lowerCast,
};

function lowerLiteral(node: JsNode, context: LowerContext): SyntaxNode {
  const value = node['value'];
  context.keepLines(node);
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return other(node, node.type, [], 'none');
  }
  const isPlain = typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number';
  if (isPlain || node['raw'] === 'null') return build('literal', node, { value: isPlain ? value : null });
  return other(node, node.type, [], 'none');
}

function lowerTemplate(node: JsNode, context: LowerContext): SyntaxNode {
  context.keepLines(node);
  const value = stringOf(node);
  if (value !== null) return build('literal', node, { value });
  return other(node, node.type, context.lowerList(node, 'expressions'), 'none');
}

/** The template behind a tag is not a string: the tag sees its raw text. */
function lowerQuasi(node: JsNode, context: LowerContext): SyntaxNode | null {
  const quasi = child(node, 'quasi');
  if (quasi === null) return null;
  context.keepLines(quasi);
  return other(quasi, quasi.type, context.lowerList(quasi, 'expressions'), 'none');
}

/** Holes have no place in a list: taking an item out of `[, a]` would move the others. */
function lowerArray(node: JsNode, context: LowerContext): SyntaxNode {
  const items = context.lowerList(node, 'elements');
  const hasHoles = (node['elements'] as unknown[]).includes(null);
  return hasHoles ? other(node, node.type, items, 'none') : build('list', node, { items });
}

function lowerProperty(node: JsNode, context: LowerContext): SyntaxNode {
  const key = keyOf(node);
  const isMethod = node['method'] === true || node['kind'] !== 'init';
  return build(
    'entry',
    node,
    {
      key,
      value: isMethod ? lowerMethod(node, context, []) : context.lowerField(node, 'value')!,
      shorthand: node['shorthand'] === true,
    },
    [key === null && !isMethod ? context.lowerField(node, 'key') : null],
  );
}

function lowerUnary(node: JsNode, context: LowerContext): SyntaxNode {
  const operand = context.lowerField(node, 'argument')!;
  const operator = String(node['operator']);
  if (operator === '!') return build('not', node, { operand });
  return other(node, `prefix ${operator}`, [operand], operator === 'delete' ? 'some' : 'none');
}

function lowerBinary(node: JsNode, context: LowerContext): SyntaxNode {
  const operator = String(node['operator']);
  const comparison = COMPARISONS[operator];
  if (comparison === undefined) return lowerArithmetic(node, operator, context);
  const left = context.lowerField(node, 'left')!;
  const right = context.lowerField(node, 'right')!;
  return build('compare', node, { operator: comparison, left, right });
}

/** `a + b + c` is one node: long concatenations would be a deep tree for nothing. */
function lowerArithmetic(node: JsNode, operator: string, context: LowerContext): SyntaxNode {
  const operands: JsNode[] = [];
  let next = node;
  for (;;) {
    operands.unshift(child(next, 'right')!);
    const left = child(next, 'left')!;
    if (left.type !== 'BinaryExpression' || left['operator'] !== operator || context.hasParens(left)) {
      operands.unshift(left);
      break;
    }
    next = left;
  }
  const lowered = operands.map((operand) => context.lower(operand));
  return other(node, `infix ${operator}`, lowered, 'none');
}

function lowerMember(node: JsNode, context: LowerContext): SyntaxNode {
  const object = context.lowerField(node, 'object')!;
  const property = child(node, 'property')!;
  const isComputed = node['computed'] === true;
  const name = isComputed ? stringOf(property) : plainKey(property);
  if (name === null) return build('index', node, { object, index: context.lower(property) });
  return build('member', node, {
    object,
    property: name,
    property_span: spanOf(property),
    optional: node['optional'] === true,
  });
}

function lowerCall(node: JsNode, context: LowerContext): SyntaxNode {
  const callee = context.lowerField(node, 'callee')!;
  if (callee.role === 'name' && callee.name === 'eval') context.isUnpredictable = true;
  const types = context.types(child(node, 'typeArguments'));
  const args = lowerArguments(node, context);
  return build(
    'call',
    node,
    {
      callee,
      args,
      args_span: argsSpan(node, types.at(-1)?.end ?? callee.end, context),
      is_new: node.type === 'NewExpression',
      optional: node['optional'] === true,
    },
    types,
  );
}

/** From the `(` behind the callee to the end of the call; `new C` has none. */
function argsSpan(node: JsNode, calleeEnd: number, context: LowerContext): Span | null {
  const next = context.skipBlanks(calleeEnd);
  const start = context.text.startsWith('?.', next) ? context.skipBlanks(next + 2) : next;
  return start < node.end ? { start, end: node.end } : null;
}

function lowerCast(node: JsNode, context: LowerContext): NodeOf<'wrap'> {
  const operand = context.lowerField(node, 'expression')!;
  const types = context.types(child(node, 'typeAnnotation'), child(node, 'typeArguments'));
  return build('wrap', node, { operand, waits: false }, types);
}
