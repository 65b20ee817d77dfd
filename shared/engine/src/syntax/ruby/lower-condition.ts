import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { BlockNode, IfNode, LoopNode, SyntaxNode } from '../node.ts';
import { isStatement, lowerBody, lowerStatement } from './lower-body.ts';
import { lowerOther } from './lower-other.ts';
import { lowerTarget } from './lower-target.ts';
import type { RubyContext } from './ruby-context.ts';

export function conditions(context: RubyContext): LoweringTable {
  const modifier = (node: CstNode, lower: Lower): SyntaxNode =>
    context.cut.has(node) ? lowerOther(node, lower) : lowerModifier(node, lower);
  const condition = (node: CstNode, lower: Lower): SyntaxNode =>
    node.has('heredoc_body') ? lowerOther(node, lower) : lowerIf(node, node.children.at(-1)!.start, context, lower);
  return {
    if: condition,
    unless: condition,
    if_modifier: modifier,
    unless_modifier: modifier,
    while_modifier: modifier,
    until_modifier: modifier,
    while: (node, lower) => lowerWhile(node, 'while', context, lower),
    until: (node, lower) => lowerWhile(node, 'until', context, lower),
    for: (node, lower) => lowerFor(node, context, lower),
  };
}

/** `to` is where the `end` of the whole chain stands. */
function lowerIf(node: CstNode, to: number, context: RubyContext, lower: Lower): IfNode {
  const test = node.field('condition')!;
  const then = node.first('then');
  const next = node.field('alternative');
  let otherwise: SyntaxNode | null = null;
  if (next?.kind === 'elsif') otherwise = lowerIf(next, to, context, lower);
  else if (next) otherwise = lowerBody(next, next.children[0]!.end, to, context, lower);
  return build('if', node, {
    keyword: spanOf(node.children[0]!),
    test: lower(test),
    init: null,
    then: lowerBody(then, then?.first('then')?.end ?? test.end, next?.start ?? to, context, lower),
    otherwise,
    negated: node.kind === 'unless',
    form: isStatement(node) || node.kind === 'elsif' ? 'statement' : 'expression',
    chained: node.kind === 'elsif',
  });
}

/** `body if test`: the body comes first in the text. `begin … end while test` runs it before the test, too. */
function lowerModifier(node: CstNode, lower: Lower): SyntaxNode {
  const [body, keyword, test] = node.children;
  if (node.kind === 'while_modifier' || node.kind === 'until_modifier') {
    if (node.kind === 'until_modifier' && body!.kind === 'begin') return lowerOther(node, lower);
    const kind = body!.kind === 'begin' ? 'do' : node.kind === 'while_modifier' ? 'while' : 'until';
    return build('loop', node, {
      kind,
      test: lower(test!),
      body: lowerStatement(body!, lower),
      otherwise: null,
      label: null,
    });
  }
  return build('if', node, {
    keyword: spanOf(keyword!),
    test: lower(test!),
    init: null,
    then: lowerStatement(body!, lower),
    otherwise: null,
    negated: node.kind === 'unless_modifier',
    form: 'modifier',
    chained: false,
  });
}

function lowerWhile(node: CstNode, kind: LoopNode['kind'], context: RubyContext, lower: Lower): SyntaxNode {
  if (node.has('heredoc_body')) return lowerOther(node, lower);
  const test = node.field('condition')!;
  const body = loopBody(node, test.end, context, lower);
  return build('loop', node, { kind, test: lower(test), body, otherwise: null, label: null });
}

function lowerFor(node: CstNode, context: RubyContext, lower: Lower): SyntaxNode {
  if (node.has('heredoc_body')) return lowerOther(node, lower);
  const iterated = node.first('in')!;
  const body = loopBody(node, iterated.end, context, lower);
  return build('loop', node, { kind: 'each', test: null, body, otherwise: null, label: null }, [
    lowerTarget(node.field('pattern')!, lower),
    other(iterated, iterated.kind, iterated.named.map(lower), 'some'),
  ]);
}

/** The grammar has the loop's `end` inside its `do`. */
function loopBody(node: CstNode, header: number, context: RubyContext, lower: Lower): BlockNode {
  const list = node.last('do')!;
  const word = list.first('do');
  return lowerBody(list, word?.end ?? header, list.children.at(-1)!.start, context, lower);
}
