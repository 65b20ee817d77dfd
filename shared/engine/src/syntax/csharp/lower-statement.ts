import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import type { LoopNode, SyntaxNode } from '../node.ts';
import { lowerType } from './lower-modifiers.ts';
import { declared } from './lower-pattern.ts';

const block: Lowering = (node, lower) =>
  build('block', node, {
    delimiters: 'braces',
    inner: { start: node.children[0]!.end, end: node.children.at(-1)!.start },
    body: node.named.map(lower),
  });

export const STATEMENTS: LoweringTable = {
  block,
  global_statement: (node, lower) => lower(node.named[0]!),
  expression_statement: (node, lower) => build('expression', node, { expression: lower(node.named[0]!) }),
  if_statement: ifStatement,
  while_statement: (node, lower) => loop(node, 'while', [], lower),
  do_statement: (node, lower) => loop(node, 'do', [], lower),
  for_statement: (node, lower) => {
    const parts = [...node.fields('initializer'), ...node.fields('update')];
    return loop(node, 'for', parts.filter((each) => each.isNamed).map(lower), lower);
  },
  foreach_statement: (node, lower) =>
    loop(node, 'each', [eachVariable(node, lower), lower(node.field('right')!)], lower),
  return_statement: (node, lower) => build('return', node, { value: node.named[0] ? lower(node.named[0]) : null }),
  throw_statement: (node, lower) => build('throw', node, { value: node.named[0] ? lower(node.named[0]) : null }),
  break_statement: (node) => build('break', node, { label: null }),
  continue_statement: (node) => build('continue', node, { label: null }),
  yield_statement: (node, lower) =>
    node.has('break') ? build('return', node, { value: null }) : other(node, node.kind, node.named.map(lower), 'some'),
  goto_statement: (node) => other(node, node.kind, [], 'some'),
  labeled_statement: (node, lower) => other(node, node.kind, [lower(node.named.at(-1)!)], 'some'),
  try_statement: tryStatement,
  catch_clause: catchClause,
};

function ifStatement(node: CstNode, lower: Lower): SyntaxNode {
  const otherwise = node.field('alternative');
  return build('if', node, {
    keyword: spanOf(node.first('if')!),
    test: lower(node.field('condition')!),
    init: null,
    then: lower(node.field('consequence')!),
    otherwise: otherwise && lower(otherwise),
    negated: false,
    form: 'statement',
    chained: node.parent?.kind === 'if_statement' && node.parent.field('alternative') === node,
  });
}

function loop(node: CstNode, kind: LoopNode['kind'], extra: readonly SyntaxNode[], lower: Lower): LoopNode {
  const test = node.field('condition');
  return build(
    'loop',
    node,
    { kind, test: test && lower(test), body: lower(node.field('body')!), otherwise: null, label: null },
    extra,
  );
}

function eachVariable(node: CstNode, lower: Lower): SyntaxNode {
  const type = node.field('type');
  const left = node.field('left')!;
  const isName = left.kind === 'identifier';
  const binding = isName
    ? build('binding', left, { name: named(left, left.text), type: type && spanOf(type), initializer: null })
    : build('binding', left, { name: null, type: null, initializer: null }, [lower(left)]);
  return build(
    'declaration',
    spanOf(type ?? left, left),
    { bindings: [binding], constant: true, field: false, annotations: [], modifiers: [], exported: false },
    [lowerType(type, lower)],
  );
}

function tryStatement(node: CstNode, lower: Lower): SyntaxNode {
  const finalizer = node.first('finally_clause')?.first('block');
  return build('try', node, {
    body: lower(node.field('body')!),
    handlers: node.all('catch_clause').map(lower),
    otherwise: null,
    finalizer: finalizer ? lower(finalizer) : null,
  });
}

function catchClause(node: CstNode, lower: Lower): SyntaxNode {
  const caught = node.first('catch_declaration');
  const name = caught?.field('name') ?? null;
  const filter = node.first('catch_filter_clause');
  const parts = [
    caught && lowerType(caught.field('type'), lower),
    name && declared(name),
    ...(filter?.named ?? []).map(lower),
  ];
  return other(node, node.kind, [...parts, lower(node.field('body')!)], 'some', true);
}
