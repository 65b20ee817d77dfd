import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { IfNode, LoopNode, Span, SyntaxNode } from '../node.ts';
import { lowerOther } from './lower-other.ts';

export const STATEMENTS: LoweringTable = {
  compound_statement: (node, lower) =>
    build('block', node, {
      delimiters: 'braces',
      inner: { start: node.children[0]!.end, end: node.children.at(-1)!.start },
      body: node.named.map(lower),
    }),
  colon_block: (node, lower) => other(node, node.kind, node.named.map(lower), 'none'),
  if_statement: (node, lower) => (usesColons(node) ? lowerOther(node, lower) : ifStatement(node, lower)),
  while_statement: (node, lower) => (usesColons(node) ? lowerOther(node, lower) : loop(node, 'while', [], lower)),
  do_statement: (node, lower) => loop(node, 'do', [], lower),
  for_statement: (node, lower) =>
    usesColons(node)
      ? lowerOther(node, lower)
      : loop(node, 'for', [...node.fields('initialize'), ...node.fields('update')].map(lower), lower),
  foreach_statement: foreach,
  try_statement: tryStatement,
  return_statement: (node, lower) => build('return', node, { value: node.named[0] ? lower(node.named[0]) : null }),
  break_statement: (node) => build('break', node, { label: node.named[0]?.text ?? null }),
  continue_statement: (node) =>
    build('continue', node, { label: node.named[0]?.text ?? (isOfSwitch(node) ? '1' : null) }),
};

/** PHP's `continue` in a `switch` does what `break` does there: to name the level keeps it with its switch. */
function isOfSwitch(node: CstNode): boolean {
  let at = node.parent;
  while (at && !ENDED_BY_CONTINUE.has(at.kind)) at = at.parent;
  return at?.kind === 'switch_statement';
}

const ENDED_BY_CONTINUE: ReadonlySet<string> = new Set([
  'switch_statement',
  'while_statement',
  'do_statement',
  'for_statement',
  'foreach_statement',
]);

/** `if (a): … endif;` is left as it is, with what stands inside. */
function usesColons(node: CstNode): boolean {
  return node.has('colon_block', ':');
}

function condition(node: CstNode, lower: Lower): SyntaxNode {
  const inside = node.field('condition')!;
  return lower(inside.kind === 'parenthesized_expression' ? inside.named[0]! : inside);
}

/** `elseif` clauses follow one another in the grammar, and are nested in the tree. */
function ifStatement(node: CstNode, lower: Lower): SyntaxNode {
  let otherwise: SyntaxNode | null = null;
  for (const clause of node.all('else_if_clause', 'else_clause').toReversed()) {
    const { end }: Span = otherwise ?? clause;
    otherwise =
      clause.kind === 'else_clause'
        ? lower(clause.field('body')!)
        : oneIf(clause, { start: clause.start, end }, otherwise, lower);
  }
  return oneIf(node, node, otherwise, lower);
}

function oneIf(node: CstNode, span: Span, otherwise: SyntaxNode | null, lower: Lower): IfNode {
  return build('if', span, {
    keyword: spanOf(node.children[0]!),
    test: condition(node, lower),
    init: null,
    then: lower(node.field('body')!),
    otherwise,
    negated: false,
    form: 'statement',
    chained: node.kind === 'else_if_clause' || node.parent?.kind === 'else_clause',
  });
}

function loop(node: CstNode, kind: LoopNode['kind'], extra: readonly SyntaxNode[], lower: Lower): SyntaxNode {
  const test = kind === 'each' || !node.field('condition') ? null : condition(node, lower);
  return build('loop', node, { kind, test, body: lower(node.field('body')!), otherwise: null, label: null }, extra);
}

function foreach(node: CstNode, lower: Lower): SyntaxNode {
  if (usesColons(node)) return lowerOther(node, lower);
  const body = node.field('body')!;
  const [iterated, target] = node.named.filter((each) => each !== body);
  return loop(node, 'each', [lower(iterated!), lowerTarget(target!, lower)], lower);
}

function lowerTarget(node: CstNode, lower: Lower): SyntaxNode {
  const names = node.kind === 'pair' ? node.named : [node];
  if (!names.every((each) => each.kind === 'variable_name')) return other(node, 'target', [lower(node)], 'some');
  return build('declaration', node, {
    bindings: names.map((each) =>
      build('binding', each, { name: named(each, each.text), type: null, initializer: null }),
    ),
    constant: false,
    field: false,
    annotations: [],
    modifiers: [],
    exported: false,
  });
}

function tryStatement(node: CstNode, lower: Lower): SyntaxNode {
  const finalizer = node.first('finally_clause');
  return build('try', node, {
    body: lower(node.field('body')!),
    handlers: node.all('catch_clause').map((each) => catchClause(each, lower)),
    otherwise: null,
    finalizer: finalizer && lower(finalizer.field('body')!),
  });
}

function catchClause(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.field('name');
  const binding = name && lowerTarget(name, lower);
  return other(node, node.kind, [lower(node.field('type')!), binding, lower(node.field('body')!)], 'some');
}
