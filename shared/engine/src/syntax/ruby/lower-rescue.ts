import { build, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { BlockNode, SyntaxNode } from '../node.ts';
import { blockOf, isClause, lowerBody, lowerStatements } from './lower-body.ts';
import { lowerTarget } from './lower-target.ts';
import type { RubyContext } from './ruby-context.ts';

export function rescues(context: RubyContext): LoweringTable {
  return {
    begin: (node, lower) => {
      const [word, end] = [node.children[0]!, node.children.at(-1)!];
      if (node.named.some(isClause)) return lowerTry(node, node, word.end, end.start, context, lower);
      return other(node, node.kind, [lowerBody(node, word.end, end.start, context, lower)], 'none');
    },
    rescue: (node, lower) => lowerRescue(node, context, lower),
  };
}

/** The body of a method, block or class, whose `rescue` and `ensure` make it a `try`. */
export function lowerBodyWithRescue(
  list: CstNode | null,
  from: number,
  to: number,
  context: RubyContext,
  lower: Lower,
): BlockNode {
  if (!list?.named.some(isClause)) return lowerBody(list, from, to, context, lower);
  return blockOf([lowerTry(list, list, from, to, context, lower)], from, to, context);
}

function lowerTry(
  list: CstNode,
  span: CstNode,
  from: number,
  to: number,
  context: RubyContext,
  lower: Lower,
): SyntaxNode {
  const clauses = list.named.filter(isClause);
  const endOf = (clause: CstNode) => clauses[clauses.indexOf(clause) + 1]?.start ?? to;
  const simple = (kind: string): BlockNode | null => {
    const clause = list.first(kind);
    return clause && lowerBody(clause, clause.children[0]!.end, endOf(clause), context, lower);
  };
  return build('try', span, {
    body: lowerBody(list, from, clauses[0]!.start, context, lower, clauses[0]!.start),
    handlers: list.all('rescue').map(lower),
    otherwise: simple('else'),
    finalizer: simple('ensure'),
  });
}

function lowerRescue(node: CstNode, context: RubyContext, lower: Lower): SyntaxNode {
  const [exceptions, variable, list] = [node.first('exceptions'), node.first('exception_variable'), node.first('then')];
  const header = variable ?? exceptions ?? node.children[0]!;
  const from = list?.first('then')?.end ?? header.end;
  const next = node.parent?.children.find((each) => each.start >= node.end)?.start;
  const to = Math.max(node.end, list?.end ?? 0, next === undefined ? 0 : Math.min(next, node.end));
  const statements = lowerStatements(list?.named ?? [], context, lower);
  return other(
    node,
    node.kind,
    [
      ...(exceptions?.named ?? []).map(lower),
      variable && lowerTarget(variable.named[0]!, lower),
      statements.length > 0 ? blockOf(statements, from, to, context) : null,
    ],
    'some',
  );
}
