import { associate } from '../cst/associate.ts';
import type { ChainPart, Operator } from '../cst/associate.ts';
import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { chainParts } from '../cst/lowering.ts';
import type { FlatPart, Lower, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { SyntaxNode } from '../node.ts';
import { lowerAccess, lowerCall } from './lower-call.ts';
import { SWIFT_OPERATORS } from './swift-operators.ts';

/** A postfix operator with what it stands for: `.name`, `(…)`, `[…]`, `{ … }`. */
interface Suffix extends Operator<SyntaxNode> {
  readonly node: CstNode;
  readonly optional: boolean;
}

const INFIX = [
  'additive_expression',
  'as_expression',
  'assignment',
  'bitwise_operation',
  'check_expression',
  'comparison_expression',
  'conjunction_expression',
  'disjunction_expression',
  'equality_expression',
  'infix_expression',
  'multiplicative_expression',
  'nil_coalescing_expression',
  'range_expression',
];

const KINDS = [
  ...INFIX,
  'await_expression',
  'call_expression',
  'constructor_expression',
  'directly_assignable_expression',
  'navigation_expression',
  'open_end_range_expression',
  'open_start_range_expression',
  'postfix_expression',
  'prefix_expression',
  'ternary_expression',
  'try_expression',
];

export const CHAINS: LoweringTable = Object.fromEntries(KINDS.map((kind) => [kind, chain]));

const IS_INFIX = new Set(INFIX);

/** The grammar nests operators wrongly at every level, `!a.b` as `(!a).b` included, so chains are taken apart to the last. */
function chain(node: CstNode, lower: Lower): SyntaxNode {
  if (isDefer(node)) return deferred(node, lower);
  const rules = chainRules(SWIFT_OPERATORS, (operand, operator) => applySuffix(operand, operator, lower));
  const parts = chainParts(node, (each) => flatten(each, lower), lower);
  const infix = parts.flatMap((each) => (each.part === 'infix' ? [each.operator.text] : []));
  const isForeign = infix.length > 1 && infix.some((text) => !(text in SWIFT_OPERATORS.infix));
  return isForeign
    ? other(
        node,
        'custom_operators',
        operandsOf(parts).map((each) => associate(each, rules)),
        'some',
      )
    : associate(parts, rules);
}

/** The precedence of operators that a program declares is not known here: only what stands between them is read. */
function operandsOf(parts: readonly ChainPart<SyntaxNode>[]): readonly (readonly ChainPart<SyntaxNode>[])[] {
  const operands: ChainPart<SyntaxNode>[][] = [[]];
  for (const part of parts) {
    if (part.part !== 'infix') operands.at(-1)!.push(part);
    else {
      if (part.operator.between) operands.push([{ part: 'operand', operand: part.operator.between }]);
      operands.push([]);
    }
  }
  return operands;
}

function flatten(node: CstNode, lower: Lower): readonly FlatPart[] | null {
  const [first, second, third] = node.children;
  const last = node.children.at(-1)!;
  if (IS_INFIX.has(node.kind)) {
    if (!first || !second || !third || node.children.length !== 3) {
      throw new Unreadable('An operator stands where none is known', node.start);
    }
    return [operandPart(first), { part: 'infix', operator: operatorAt(second) }, operandPart(third)];
  }
  switch (node.kind) {
    case 'ternary_expression': {
      const [question, colon] = [node.first('?')!, node.first(':')!];
      const between = lower(node.children[node.children.indexOf(question) + 1]!);
      const operator = { text: '?', between, ...spanOf(question, colon) };
      return [operandPart(first!), { part: 'infix', operator }, operandPart(last)];
    }
    case 'try_expression':
    case 'await_expression':
    case 'open_start_range_expression':
      return [{ part: 'prefix', operator: operatorAt(first!) }, operandPart(last)];
    case 'prefix_expression':
      return first!.kind === '.'
        ? implicitMember(node)
        : [{ part: 'prefix', operator: operatorAt(first!) }, operandPart(last)];
    case 'postfix_expression':
    case 'open_end_range_expression':
      return [operandPart(first!), { part: 'postfix', operator: operatorAt(last) }];
    case 'directly_assignable_expression':
      return [operandPart(first!)];
    case 'call_expression':
      return isOperator(first!) ? prefixedOperand(first!, last, lower) : suffixed(node);
    case 'constructor_expression':
    case 'navigation_expression':
      return suffixed(node);
    default:
      return null;
  }
}

function operandPart(node: CstNode): FlatPart {
  return { part: 'chain', node };
}

function operatorAt(node: CstNode): Operator<SyntaxNode> {
  return { text: node.text, ...spanOf(node) };
}

function isOperator(node: CstNode): boolean {
  return node.kind === 'bang' || node.kind === 'custom_operator' || !node.isNamed;
}

function suffixed(node: CstNode): readonly FlatPart[] {
  const suffix = node.children.at(-1)!;
  const operator: Suffix = { text: suffix.kind, ...spanOf(suffix), node: suffix, optional: node.has('?') };
  return [operandPart(node.children[0]!), { part: 'postfix', operator }];
}

/** `!(a || b)` and `![a].isEmpty` come as calls of `!` with arguments. */
function prefixedOperand(operator: CstNode, suffix: CstNode, lower: Lower): readonly FlatPart[] {
  const list = suffix.first('value_arguments');
  const values = (list?.named ?? []).map((each) => (each.named.length === 1 ? each.field('value') : null));
  const [only] = values;
  const known = values.flatMap((each) => each ?? []);
  if (!list || !only || known.length < values.length || suffix.named.length > 1) {
    throw new Unreadable('An operator is called like a function', operator.start);
  }
  const isList = list.children[0]?.kind === '[';
  if (!isList && values.length > 1) throw new Unreadable('An operator is called like a function', operator.start);
  const operand = isList
    ? build('list', list, { items: known.map(lower) })
    : build('group', list, { inner: lower(only) });
  return [
    { part: 'prefix', operator: operatorAt(operator) },
    { part: 'operand', operand },
  ];
}

/** `.name`: the dot belongs to the first name of what follows. */
function implicitMember(node: CstNode): readonly FlatPart[] {
  const target = node.children.at(-1)!;
  if (!/^[`\p{L}_][`\p{L}\p{N}_]*$/u.test(target.text)) {
    throw new Unreadable('A dot stands before something else than a name', node.start);
  }
  const member = build('member', node, {
    object: null,
    property: target.text.replaceAll('`', ''),
    property_span: spanOf(target),
    optional: false,
  });
  return [{ part: 'operand', operand: member }];
}

function applySuffix(operand: SyntaxNode, operator: Operator<SyntaxNode>, lower: Lower): SyntaxNode {
  if (isSuffix(operator)) {
    const { node, optional } = operator;
    return node.kind === 'navigation_suffix'
      ? lowerAccess(operand, node, optional, lower)
      : lowerCall(operand, node, optional, lower);
  }
  const span = { start: operand.start, end: operator.end };
  return operator.text === '!'
    ? build('wrap', span, { operand, waits: false })
    : other(span, `postfix ${operator.text}`, [operand], 'none');
}

function isSuffix(operator: Operator<SyntaxNode>): operator is Suffix {
  return 'node' in operator;
}

/** `defer { … }` is a statement of its own, which the grammar takes for a call. */
function isDefer(node: CstNode): boolean {
  if (node.kind !== 'call_expression' || node.children[0]?.text !== 'defer') return false;
  const suffix = node.children.at(-1)!;
  return suffix.named.length === 1 && suffix.named[0]!.kind === 'lambda_literal';
}

function deferred(node: CstNode, lower: Lower): SyntaxNode {
  const lambda = lower(node.children.at(-1)!.named[0]!);
  const body = lambda.role === 'function' ? lambda.body : null;
  return other(node, 'defer_statement', [body ?? named(node.children[0]!, 'defer')], 'some');
}
