import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import type { LoopNode, SyntaxNode } from '../node.ts';
import { lowerModifiers } from './lower-params.ts';
import { lowerTypes } from './lower-types.ts';

const block: Lowering = (node, lower) =>
  build('block', node, {
    delimiters: 'braces',
    inner: { start: node.children[0]!.end, end: node.children.at(-1)!.start },
    body: node.named.map(lower),
  });

export const STATEMENTS: LoweringTable = {
  block,
  constructor_body: block,
  expression_statement: (node, lower) => build('expression', node, { expression: lower(node.named[0]!) }),
  if_statement: ifStatement,
  while_statement: (node, lower) => loop(node, 'while', [], lower),
  do_statement: (node, lower) => loop(node, 'do', [], lower),
  for_statement: forLoop,
  enhanced_for_statement: (node, lower) => loop(node, 'each', [eachVariable(node, lower), value(node, lower)], lower),
  labeled_statement: labeled,
  return_statement: (node, lower) => build('return', node, { value: node.named[0] ? lower(node.named[0]) : null }),
  throw_statement: (node, lower) => build('throw', node, { value: lower(node.named[0]!) }),
  break_statement: (node) => build('break', node, { label: node.named[0]?.text ?? null }),
  continue_statement: (node) => build('continue', node, { label: node.named[0]?.text ?? null }),
  yield_statement: (node, lower) => build('break', node, { label: null, value: lower(node.named[0]!) }),
  try_statement: tryStatement,
  try_with_resources_statement: tryStatement,
  catch_clause: catchClause,
};

/** The expression in the parentheses that a statement requires. */
export function condition(node: CstNode, lower: Lower): SyntaxNode {
  const inside = node.field('condition')!;
  return lower(inside.kind === 'parenthesized_expression' ? inside.named[0]! : inside);
}

function ifStatement(node: CstNode, lower: Lower): SyntaxNode {
  const otherwise = node.field('alternative');
  return build('if', node, {
    keyword: spanOf(node.first('if')!),
    test: condition(node, lower),
    init: null,
    then: lower(node.field('consequence')!),
    otherwise: otherwise && lower(otherwise),
    negated: false,
    form: 'statement',
    chained: node.parent?.kind === 'if_statement' && node.parent.field('alternative') === node,
  });
}

function loop(node: CstNode, kind: LoopNode['kind'], extra: readonly SyntaxNode[], lower: Lower): LoopNode {
  return build(
    'loop',
    node,
    {
      kind,
      test: node.field('condition') && condition(node, lower),
      body: lower(node.field('body')!),
      otherwise: null,
      label: null,
    },
    extra,
  );
}

function forLoop(node: CstNode, lower: Lower): SyntaxNode {
  return loop(node, 'for', [...node.fields('init'), ...node.fields('update')].map(lower), lower);
}

function value(node: CstNode, lower: Lower): SyntaxNode {
  return lower(node.field('value')!);
}

function eachVariable(node: CstNode, lower: Lower): SyntaxNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name')!;
  const type = node.field('type')!;
  const declared = build('binding', name, {
    name: name.kind === 'identifier' ? named(name, name.text) : null,
    type: spanOf(type),
    initializer: null,
  });
  return build(
    'declaration',
    spanOf(node.first('modifiers') ?? type, name),
    {
      bindings: [declared],
      constant: words.includes('final'),
      field: false,
      annotations,
      modifiers: words,
      exported: false,
    },
    lowerTypes(node, lower),
  );
}

function labeled(node: CstNode, lower: Lower): SyntaxNode {
  const label = node.named[0]!.text;
  const inner = lower(node.named.at(-1)!);
  if (inner.role !== 'loop') return other(node, node.kind, [inner], 'some');
  return { ...inner, ...spanOf(node), label };
}

function tryStatement(node: CstNode, lower: Lower): SyntaxNode {
  const finalizer = node.first('finally_clause')?.first('block');
  return build(
    'try',
    node,
    {
      body: lower(node.field('body')!),
      handlers: node.all('catch_clause').map(lower),
      otherwise: null,
      finalizer: finalizer ? lower(finalizer) : null,
    },
    (node.field('resources')?.named ?? []).map(lower),
  );
}

function catchClause(node: CstNode, lower: Lower): SyntaxNode {
  const caught = node.first('catch_formal_parameter')!;
  const name = caught.field('name')!;
  const param = build(
    'param',
    caught,
    {
      name: name.kind === 'identifier' ? named(name, name.text) : null,
      label: null,
      default_value: null,
      rest: false,
      annotations: lowerModifiers(caught, lower).annotations,
      is_field: false,
    },
    lowerTypes(caught, lower),
  );
  return other(node, node.kind, [param, lower(node.field('body')!)], 'some', true);
}
