import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, LoopNode, SyntaxNode } from '../node.ts';
import { lowerVariable } from './lower-binding.ts';
import { lowerModifiers } from './lower-modifiers.ts';
import { lowerTypes, nameOf } from './lower-type.ts';
import { isValueUsed, lowerBody, lowerStatement } from './statement-position.ts';

export const STATEMENTS: LoweringTable = {
  block,
  if_expression: ifExpression,
  when_expression: when,
  try_expression: tryExpression,
  for_statement: forLoop,
  while_statement: (node, lower) => loop(node, 'while', lower),
  do_while_statement: (node, lower) => loop(node, 'do', lower),
};

function block(node: CstNode, lower: Lower): SyntaxNode {
  return build('block', node, {
    delimiters: 'braces',
    inner: { start: node.children[0]!.end, end: node.children.at(-1)!.start },
    body: node.named.map((each) => lowerStatement(each, lower)),
  });
}

function ifExpression(node: CstNode, lower: Lower): SyntaxNode {
  const isValue = isValueUsed(node);
  const close = node.children.indexOf(node.first(')')!);
  const elseAt = node.children.findIndex((child) => child.kind === 'else');
  const then = node.children[close + 1];
  const otherwise = elseAt === -1 ? undefined : node.children.slice(elseAt + 1).find((child) => child.isNamed);
  return build('if', node, {
    keyword: spanOf(node.first('if')!),
    test: lower(node.field('condition')!),
    init: null,
    then: then?.isNamed ? lowerBody(then, isValue, lower) : empty(node.first(')')!),
    otherwise: otherwise ? lowerBody(otherwise, isValue, lower) : null,
    negated: false,
    form: isValue ? 'expression' : 'statement',
    chained: isElseIf(node),
  });
}

function isElseIf(node: CstNode): boolean {
  const { parent } = node;
  if (parent?.kind !== 'if_expression') return false;
  const before = parent.children[parent.children.indexOf(node) - 1];
  return before?.kind === 'else';
}

/** A body that is not there: `if (a) else b()`. */
function empty(after: CstNode): SyntaxNode {
  const nowhere = { start: after.end, end: after.end };
  return build('block', nowhere, { delimiters: 'layout', inner: nowhere, body: [] });
}

function when(node: CstNode, lower: Lower): SyntaxNode {
  const isValue = isValueUsed(node);
  const subject = node.first('when_subject');
  return build('switch', node, {
    subject: subject && whenSubject(subject, lower),
    arms: node.all('when_entry').map((entry) => arm(entry, isValue, lower)),
    falls_through: false,
    takes_break: false,
    form: isValue ? 'expression' : 'statement',
  });
}

/** `when (val x = f())` declares: its subject is a declaration. */
function whenSubject(node: CstNode, lower: Lower): SyntaxNode {
  const declared = node.first('variable_declaration');
  const value = lower(node.named.at(-1)!);
  if (!declared) return value;
  const from = node.first('val')!;
  return build('declaration', spanOf(from, value), {
    bindings: [lowerVariable(declared, lower, value)],
    constant: true,
    field: false,
    annotations: [],
    modifiers: [],
    exported: false,
  });
}

function arm(node: CstNode, isValue: boolean, lower: Lower): ArmNode {
  const arrow = node.children.indexOf(node.first('->')!);
  const patterns = node.children.slice(0, arrow).filter((child) => child.isNamed);
  const body = node.children.slice(arrow + 1).find((child) => child.isNamed);
  return build('arm', node, {
    patterns: patterns.map(lower),
    guard: null,
    body: body ? [lowerBody(body, isValue, lower)] : [],
    is_default: node.has('else'),
  });
}

function tryExpression(node: CstNode, lower: Lower): SyntaxNode {
  const finalizer = node.first('finally_block')?.first('block');
  return build('try', node, {
    body: lower(node.first('block')!),
    handlers: node.all('catch_block').map((each) => catchBlock(each, lower)),
    otherwise: null,
    finalizer: finalizer ? lower(finalizer) : null,
  });
}

function catchBlock(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.first('identifier')!;
  const types = lowerTypes(node, lower);
  const param = build(
    'param',
    spanOf(name, types.at(-1) ?? name),
    {
      name: build('name', name, { name: nameOf(name) }),
      label: null,
      default_value: null,
      rest: false,
      annotations: lowerModifiers(node, lower).annotations,
      is_field: false,
    },
    types,
  );
  return other(node, node.kind, [param, lower(node.first('block')!)], 'some', true);
}

function loop(node: CstNode, kind: LoopNode['kind'], lower: Lower): SyntaxNode {
  const condition = node.field('condition')!;
  const label = node.first('label');
  const body = node.named.find((child) => child !== condition && child !== label);
  return build('loop', node, {
    kind,
    test: lower(condition),
    body: body ? lowerStatement(body, lower) : empty(node.first('do') ?? node.last(')')!),
    otherwise: null,
    label: label?.text.replace('@', '').trim() ?? null,
  });
}

function forLoop(node: CstNode, lower: Lower): SyntaxNode {
  const inside = node.children.indexOf(node.first('in')!);
  const variable = node.first('variable_declaration', 'multi_variable_declaration')!;
  const label = node.first('label');
  const declared = build('declaration', variable, {
    bindings: [lowerVariable(variable, lower)],
    constant: false,
    field: false,
    annotations: [],
    modifiers: [],
    exported: false,
  });
  const [over, body] = node.children.slice(inside + 1).filter((child) => child.isNamed);
  return build(
    'loop',
    node,
    {
      kind: 'each',
      test: null,
      body: body ? lowerStatement(body, lower) : empty(node.last(')')!),
      otherwise: null,
      label: label?.text.replace('@', '').trim() ?? null,
    },
    [declared, lower(over!)],
  );
}
