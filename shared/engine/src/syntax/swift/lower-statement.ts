import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';
import { lowerConditions } from './lower-condition.ts';
import { lowerPattern } from './lower-pattern.ts';
import { lowerBlockAt } from './statement-list.ts';

export const STATEMENTS: LoweringTable = {
  if_statement: ifStatement,
  guard_statement: guard,
  while_statement: whileLoop,
  repeat_while_statement: repeatLoop,
  for_statement: forLoop,
  do_statement: doStatement,
  control_transfer_statement: jump,
  fallthrough: (node) => other(node, 'fallthrough', [], 'some'),
  function_body: (node, lower) => lowerBlockAt(node.children, 0, lower),
};

/** Where its value is used: not in a list of statements, not as the `else if` of such a one. */
export function isValueUsed(node: CstNode): boolean {
  const { parent } = node;
  if (parent === null || parent.kind === 'statements' || parent.kind === 'source_file') return false;
  return parent.kind === 'if_statement' ? isValueUsed(parent) : true;
}

function ifStatement(node: CstNode, lower: Lower): SyntaxNode {
  const open = node.children.findIndex((child) => child.kind === '{');
  const elseAt = node.children.findIndex((child) => child.kind === 'else');
  const next = elseAt === -1 ? null : node.children[elseAt + 1]!;
  return build('if', node, {
    keyword: spanOf(node.first('if')!),
    test: lowerConditions(node.children.slice(1, open), lower),
    init: null,
    then: lowerBlockAt(node.children, open, lower),
    otherwise: next && (next.kind === '{' ? lowerBlockAt(node.children, elseAt + 1, lower) : lower(next)),
    negated: false,
    form: isValueUsed(node) ? 'expression' : 'statement',
    chained: node.parent?.kind === 'if_statement' && node.parent.children.at(-1) === node,
  });
}

function guard(node: CstNode, lower: Lower): SyntaxNode {
  const elseAt = node.children.findIndex((child) => child.kind === 'else');
  return build('if', node, {
    keyword: spanOf(node.children[0]!),
    test: lowerConditions(node.children.slice(1, elseAt), lower),
    init: null,
    then: lowerBlockAt(node.children, elseAt + 1, lower),
    otherwise: null,
    negated: true,
    form: 'guard',
    chained: false,
  });
}

function whileLoop(node: CstNode, lower: Lower): SyntaxNode {
  const open = node.children.findIndex((child) => child.kind === '{');
  return build('loop', node, {
    kind: 'while',
    test: lowerConditions(node.children.slice(1, open), lower),
    body: lowerBlockAt(node.children, open, lower),
    otherwise: null,
    label: null,
  });
}

function repeatLoop(node: CstNode, lower: Lower): SyntaxNode {
  const keyword = node.children.findIndex((child) => child.kind === 'while');
  return build('loop', node, {
    kind: 'do',
    test: lowerConditions(node.children.slice(keyword + 1), lower),
    body: lowerBlockAt(node.children, 1, lower),
    otherwise: null,
    label: null,
  });
}

function forLoop(node: CstNode, lower: Lower): SyntaxNode {
  const open = node.children.findIndex((child) => child.kind === '{');
  const item = node.field('item')!;
  const pattern = lowerPattern(item, !item.has('case'), lower);
  const collection = node.field('collection')!;
  const rest = node.children.slice(1, open).filter((each) => each.isNamed && each !== item && each !== collection);
  const isBinding = pattern.role === 'binding';
  const declared = build('declaration', pattern, {
    bindings: isBinding
      ? [pattern]
      : [build('binding', pattern, { name: null, type: null, initializer: null }, pattern.children)],
    constant: true,
    field: false,
    annotations: [],
    modifiers: [],
    exported: false,
  });
  return build(
    'loop',
    node,
    { kind: 'each', test: null, body: lowerBlockAt(node.children, open, lower), otherwise: null, label: null },
    [declared, lower(collection), ...rest.map(lower)],
  );
}

/** Without a `catch` it is nothing but a block. */
function doStatement(node: CstNode, lower: Lower): SyntaxNode {
  const body = lowerBlockAt(
    node.children,
    node.children.findIndex((child) => child.kind === '{'),
    lower,
  );
  const handlers = node.all('catch_block');
  if (handlers.length === 0) return other(node, node.kind, [body], 'some');
  return build('try', node, {
    body,
    handlers: handlers.map((each) => catchBlock(each, lower)),
    otherwise: null,
    finalizer: null,
  });
}

function catchBlock(node: CstNode, lower: Lower): SyntaxNode {
  const open = node.children.findIndex((child) => child.kind === '{');
  const before = node.children.slice(1, open).filter((each) => each.isNamed);
  const parts = before.map((each) => (each.kind === 'pattern' ? lowerPattern(each, false, lower) : lower(each)));
  return other(node, node.kind, [...parts, lowerBlockAt(node.children, open, lower)], 'some', true);
}

function jump(node: CstNode, lower: Lower): SyntaxNode {
  const [keyword, value] = node.children;
  switch (keyword!.text) {
    case 'return':
      return build('return', node, { value: value ? lower(value) : null });
    case 'throw':
      return build('throw', node, { value: value ? lower(value) : null });
    case 'break':
    case 'continue':
      return build(keyword!.text, node, { label: value?.text ?? null });
    default:
      return other(node, node.kind, node.named.map(lower), 'some');
  }
}
