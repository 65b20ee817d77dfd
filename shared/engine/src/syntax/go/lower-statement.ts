import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { LoopNode, SyntaxNode } from '../node.ts';
import { bindingOf, lowerDeclarations } from './lower-declaration.ts';

export const STATEMENTS: LoweringTable = {
  block: (node, lower) =>
    build('block', node, {
      delimiters: 'braces',
      inner: { start: node.children[0]!.end, end: node.children.at(-1)!.start },
      body: lowerStatements(node.first('statement_list'), lower),
    }),
  expression_statement: (node, lower) => expression(node, lower(node.named[0]!)),
  assignment_statement: (node, lower) => expression(node, assignment(node, lower)),
  inc_statement: (node, lower) => expression(node, step(node, lower)),
  dec_statement: (node, lower) => expression(node, step(node, lower)),
  send_statement: (node, lower) => other(node, node.kind, node.named.map(lower), 'some'),
  receive_statement: received,
  if_statement: ifStatement,
  for_statement: forStatement,
  labeled_statement: labeled,
  return_statement: (node, lower) => build('return', node, { value: node.named[0] ? lower(node.named[0]) : null }),
  break_statement: (node) => build('break', node, { label: node.named[0]?.text ?? null }),
  continue_statement: (node) => build('continue', node, { label: node.named[0]?.text ?? null }),
};

/** Statements in order; a declaration of several lines is several. */
export function lowerStatements(list: CstNode | null, lower: Lower): readonly SyntaxNode[] {
  return (list?.named ?? []).flatMap((each) => lowerDeclarations(each, lower) ?? [lower(each)]);
}

function expression(node: CstNode, inner: SyntaxNode): SyntaxNode {
  return build('expression', node, { expression: inner });
}

function assignment(node: CstNode, lower: Lower): SyntaxNode {
  return build('assign', node, {
    operator: node.field('operator')!.text,
    target: lower(node.field('left')!),
    value: lower(node.field('right')!),
  });
}

function step(node: CstNode, lower: Lower): SyntaxNode {
  const target = lower(node.named[0]!);
  return build('assign', node, { operator: node.children.at(-1)!.kind, target, value: target });
}

/** `v, ok := <-ch`, `v = <-ch` or `<-ch` alone. */
function received(node: CstNode, lower: Lower): SyntaxNode {
  const left = node.field('left');
  const value = lower(node.field('right')!);
  if (!left) return expression(node, value);
  if (!node.has(':=')) {
    return expression(node, build('assign', node, { operator: '=', target: lower(left), value }));
  }
  const names = left.named.map((each) => bindingOf(each, each, null, null, lower));
  const binding = build('binding', node, { name: null, type: null, initializer: value }, names);
  return declares(node, [binding]);
}

/** The initialiser of an `if`, `for` or `switch` is a statement without a line of its own. */
function ifStatement(node: CstNode, lower: Lower): SyntaxNode {
  const init = node.field('initializer');
  const otherwise = node.field('alternative');
  return build('if', node, {
    keyword: spanOf(node.first('if')!),
    test: lower(node.field('condition')!),
    init: init && lower(init),
    then: lower(node.field('consequence')!),
    otherwise: otherwise && lower(otherwise),
    negated: false,
    form: 'statement',
    chained: node.parent?.kind === 'if_statement' && node.parent.field('alternative') === node,
  });
}

function forStatement(node: CstNode, lower: Lower): LoopNode {
  const clause = node.first('for_clause');
  const range = node.first('range_clause');
  const body = node.field('body')!;
  const condition =
    clause?.field('condition') ?? node.named.find((each) => each !== body && each !== clause && each !== range);
  const parts = [clause?.field('initializer'), clause?.field('update')].map((each) => (each ? lower(each) : null));
  return build(
    'loop',
    node,
    {
      kind: range ? 'each' : condition && !clause ? 'while' : 'for',
      test: condition ? lower(condition) : null,
      body: lower(body),
      otherwise: null,
      label: null,
    },
    [...parts, ...(range ? rangeParts(range, lower) : [])],
  );
}

function rangeParts(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  const left = node.field('left');
  const right = lower(node.field('right')!);
  if (!left) return [right];
  if (!node.has(':=')) return [lower(left), right];
  const names = left.named.map((each) => bindingOf(each, each, null, null, lower));
  return [declares(left, names), right];
}

function declares(node: CstNode, bindings: Parameters<typeof build<'declaration'>>[2]['bindings']): SyntaxNode {
  return build('declaration', node, {
    bindings,
    constant: false,
    field: false,
    annotations: [],
    modifiers: [':='],
    exported: false,
  });
}

function labeled(node: CstNode, lower: Lower): SyntaxNode {
  const label = node.field('label')!;
  const statement = node.named.find((each) => each !== label);
  const inner = statement ? lower(statement) : null;
  if (inner?.role !== 'loop') return other(node, node.kind, [inner], 'some');
  return { ...inner, ...spanOf(node), label: label.text };
}
