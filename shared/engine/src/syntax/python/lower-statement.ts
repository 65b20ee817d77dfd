import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { IfNode, Span, SyntaxNode } from '../node.ts';
import { lowerTarget } from './lower-target.ts';

export const STATEMENTS: LoweringTable = {
  if_statement: ifStatement,
  while_statement: (node, lower) =>
    build('loop', node, {
      kind: 'while',
      test: lower(node.field('condition')!),
      body: bodyOf(node, lower),
      otherwise: elseOf(node, lower),
      label: null,
    }),
  for_statement: forStatement,
  try_statement: tryStatement,
  except_clause: exceptClause,
  with_item: withItem,
  return_statement: (node, lower) => build('return', node, { value: node.named[0] ? lower(node.named[0]) : null }),
  raise_statement: (node, lower) =>
    build('throw', node, { value: node.named[0] ? lower(node.named[0]) : null }, node.named.slice(1).map(lower)),
  break_statement: (node) => build('break', node, { label: null }),
  continue_statement: (node) => build('continue', node, { label: null }),
};

/** Statements of a clause: a block, by a field or not. */
export function bodyOf(node: CstNode, lower: Lower): SyntaxNode {
  const body = node.field('body') ?? node.field('consequence') ?? node.last('block');
  if (!body) throw new Unreadable('A body without statements', node.start);
  return lower(body);
}

function elseOf(node: CstNode, lower: Lower): SyntaxNode | null {
  const clause = node.last('else_clause');
  return clause && bodyOf(clause, lower);
}

function ifStatement(node: CstNode, lower: Lower): SyntaxNode {
  const clauses = node.all('elif_clause', 'else_clause');
  let otherwise: SyntaxNode | null = null;
  for (const clause of clauses.toReversed()) {
    const { end }: Span = otherwise ?? clause;
    otherwise =
      clause.kind === 'else_clause'
        ? bodyOf(clause, lower)
        : oneIf(clause, { start: clause.start, end }, otherwise, lower);
  }
  return oneIf(node, node, otherwise, lower);
}

function oneIf(node: CstNode, span: Span, otherwise: SyntaxNode | null, lower: Lower): IfNode {
  return build('if', span, {
    keyword: spanOf(node.children[0]!),
    test: lower(node.field('condition')!),
    init: null,
    then: bodyOf(node, lower),
    otherwise,
    negated: false,
    form: 'statement',
    chained: node.kind === 'elif_clause',
  });
}

function forStatement(node: CstNode, lower: Lower): SyntaxNode {
  const fields = {
    kind: 'each',
    test: null,
    body: bodyOf(node, lower),
    otherwise: elseOf(node, lower),
    label: null,
  } as const;
  return build('loop', node, fields, [lowerTarget(node.field('left')!, lower), lower(node.field('right')!)]);
}

function tryStatement(node: CstNode, lower: Lower): SyntaxNode {
  const finalizer = node.first('finally_clause');
  return build('try', node, {
    body: bodyOf(node, lower),
    handlers: node.all('except_clause', 'except_group_clause').map(lower),
    otherwise: elseOf(node, lower),
    finalizer: finalizer && bodyOf(finalizer, lower),
  });
}

/** `except A as e` deletes `e` at its end, but declares it for the whole function. */
function exceptClause(node: CstNode, lower: Lower): SyntaxNode {
  const parts = node.named.map((each) => {
    const target = each.kind === 'as_pattern' ? each.last('as_pattern_target') : null;
    return target
      ? other(each, each.kind, [lower(each.named[0]!), lowerTarget(target.named[0]!, lower)], 'none')
      : lower(each);
  });
  return other(node, node.kind, parts, 'some');
}

function withItem(node: CstNode, lower: Lower): SyntaxNode {
  const [value] = node.named;
  const target = value?.kind === 'as_pattern' ? value.last('as_pattern_target') : null;
  if (!target) return other(node, node.kind, node.named.map(lower), 'some');
  return other(node, node.kind, [lower(value!.named[0]!), lowerTarget(target.named[0]!, lower)], 'some');
}
