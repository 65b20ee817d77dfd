import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { ChainRules, Operator } from '../cst/associate.ts';
import type { ArgumentNode, SyntaxNode } from '../node.ts';
import { hiddenSplat, lowerItem, lowerSplat, withoutStar } from './hidden-splat.ts';
import { refusePython2 } from './lower-other.ts';
import { valueOf } from './lower-string.ts';
import { PYTHON_OPERATORS } from './python-operators.ts';

const TABLE_RULES = chainRules(PYTHON_OPERATORS);
const RULES: ChainRules<SyntaxNode> = { ...TABLE_RULES, buildInfix };

const chain: Lowering = (node, lower) => lowerChain(node, (each) => flatten(each, lower), lower, RULES);
const list: Lowering = (node, lower) =>
  build('list', node, { items: node.named.map((each) => lowerItem(each, lower)) });
const number: Lowering = (node) => {
  const value = decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

export const EXPRESSIONS: LoweringTable = {
  boolean_operator: chain,
  not_operator: chain,
  comparison_operator: chain,
  binary_operator: chain,
  unary_operator: chain,
  conditional_expression: chain,

  identifier: (node) => named(node, node.text),
  dotted_name: dotted,
  true: (node) => build('literal', node, { value: true }),
  false: (node) => build('literal', node, { value: false }),
  none: (node) => build('literal', node, { value: null }),
  integer: number,
  float: number,

  parenthesized_expression: group,
  tuple: list,
  list,
  set: list,
  expression_list: list,
  pattern_list: list,
  tuple_pattern: list,
  list_pattern: list,
  attribute,
  subscript,
  call,
  dictionary: (node, lower) => build('object', node, { entries: node.named.map(lower) }),
  pair,
  list_splat: lowerSplat,
  await: (node, lower) => build('wrap', node, { operand: lower(node.named[0]!), waits: true }),
  named_expression: (node, lower) =>
    build('assign', node, { operator: ':=', target: lower(node.named[0]!), value: lower(node.named[1]!) }),
};

function flatten(node: CstNode, lower: Lower): readonly FlatPart[] | null {
  switch (node.kind) {
    case 'boolean_operator':
    case 'binary_operator':
    case 'comparison_operator':
      return node.children.map((child) => (isOperator(child) ? infix(child) : { part: 'chain', node: child }));
    case 'not_operator':
    case 'unary_operator': {
      const [operator, operand] = node.children;
      return [
        { part: 'prefix', operator: { text: operator!.kind, ...spanOf(operator!) } },
        { part: 'chain', node: operand! },
      ];
    }
    case 'conditional_expression': {
      const [then, test, otherwise] = node.named;
      const operator = { text: 'if', between: lower(test!), ...spanOf(node.first('if')!, node.first('else')!) };
      return [
        { part: 'chain', node: then! },
        { part: 'infix', operator },
        { part: 'chain', node: otherwise! },
      ];
    }
    default:
      return null;
  }
}

/** `is not` and `not in` are nodes of two words. */
function isOperator(node: CstNode): boolean {
  return !node.isNamed || node.kind === 'is not' || node.kind === 'not in';
}

function infix(node: CstNode): FlatPart {
  refusePython2(node);
  return { part: 'infix', operator: { text: node.kind.replace(' ', '_'), ...spanOf(node) } };
}

/** `a if t else b` has its test in the middle, and `a < b < c` is `a < b and b < c` with b evaluated once: one node. */
function buildInfix(left: SyntaxNode, operator: Operator<SyntaxNode>, right: SyntaxNode): SyntaxNode {
  const span = { start: left.start, end: right.end };
  if (operator.text === 'if') {
    return build('conditional', span, { test: operator.between!, then: left, otherwise: right });
  }
  const isComparison = TABLE_RULES.infix(operator.text).precedence === TABLE_RULES.infix('==').precedence;
  if (isComparison && left.role === 'compare') {
    return other(span, 'comparison_chain', [left.left, left.right, right], 'none');
  }
  if (isComparison && left.role === 'other' && left.grammar === 'comparison_chain') {
    return other(span, 'comparison_chain', [...left.children, right], 'none');
  }
  return TABLE_RULES.buildInfix(left, operator, right);
}

function group(node: CstNode, lower: Lower): SyntaxNode {
  const [inner, ...more] = node.named;
  return inner && more.length === 0
    ? build('group', node, { inner: lower(inner) })
    : other(node, node.kind, node.named.map(lower), 'some');
}

/** `a.b.c` in decorators and patterns. */
export function dotted(node: CstNode): SyntaxNode {
  const [first, ...rest] = node.named;
  let built: SyntaxNode = named(first!, first!.text);
  for (const each of rest) {
    const span = { start: node.start, end: each.end };
    built = build('member', span, { object: built, property: each.text, property_span: spanOf(each), optional: false });
  }
  return built;
}

function attribute(node: CstNode, lower: Lower): SyntaxNode {
  const property = node.named.at(-1)!;
  return build('member', withoutStar(node), {
    object: lower(node.named[0]!),
    property: property.text,
    property_span: spanOf(property),
    optional: false,
  });
}

function subscript(node: CstNode, lower: Lower): SyntaxNode {
  const [object, index, ...more] = node.named;
  const inside = [index!, ...more];
  const isTuple = more.length > 0 || node.children.at(-2)?.kind === ',';
  const key = !isTuple && index!.kind === 'string' ? valueOf(index!) : null;
  if (key !== null) {
    const property_span = spanOf(index!);
    return build('member', withoutStar(node), {
      object: lower(object!),
      property: key,
      property_span,
      optional: false,
    });
  }
  const lowered = isTuple
    ? build('list', { start: index!.start, end: inside.at(-1)!.end }, { items: inside.map(lower) })
    : lower(index!);
  return build('index', withoutStar(node), { object: lower(object!), index: lowered });
}

function call(node: CstNode, lower: Lower): SyntaxNode {
  const list = node.named[1]!;
  const args = list.kind === 'argument_list' ? lowerArguments(list, lower) : [argument(list, lower(list))];
  const args_span = spanOf(list);
  return build('call', withoutStar(node), {
    callee: lower(node.named[0]!),
    args,
    args_span,
    is_new: false,
    optional: false,
  });
}

export function lowerArguments(node: CstNode | null, lower: Lower): readonly ArgumentNode[] {
  return (node?.named ?? []).map((each) => {
    if (each.kind === 'keyword_argument') return argument(each, lower(each.named[1]!), each.named[0]!.text);
    const isSpread = each.kind === 'list_splat' || each.kind === 'dictionary_splat';
    if (isSpread) return argument(each, lower(each.named[0]!), null, true);
    return argument(each, lower(each), null, hiddenSplat(each) !== null);
  });
}

function argument(node: CstNode, value: SyntaxNode, name: string | null = null, spread = false): ArgumentNode {
  return build('argument', node, { name, value, spread, trailing: false });
}

function pair(node: CstNode, lower: Lower): SyntaxNode {
  const [key, value] = node.named;
  const plain = key!.kind === 'string' ? valueOf(key!) : null;
  return build('entry', node, { key: plain, value: lower(value!), shorthand: false }, [lower(key!)]);
}
