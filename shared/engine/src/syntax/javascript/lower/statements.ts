import { child, children, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, other } from '../../cst/build-node.ts';
import type { SyntaxNode } from '../../node.ts';
import type { LowerContext, Lowering, LoweringTable } from './context.ts';
import { declarationSpan } from './declaration-span.ts';
import { lowerFunction } from './functions.ts';
import { lowerBinding, lowerPattern, lowerTarget } from './patterns.ts';

export const statementLowerings: LoweringTable = {
  BlockStatement: (node, context) => {
    const lowered = build('block', node, {
      delimiters: 'braces',
      inner: { start: node.start + 1, end: node.end - 1 },
      body: context.lowerList(node, 'body'),
    });
    context.scopes.set(node, lowered);
    return lowered;
  },
  ExpressionStatement: lowerExpressionStatement,
  EmptyStatement: (node) => other(node, node.type, [], 'none'),
  DebuggerStatement: (node) => other(node, node.type, [], 'some'),
  VariableDeclaration: lowerDeclaration,
  FunctionDeclaration: (node, context) => lowerFunction(node, context, { kind: 'function', isStatement: true }),
  TSDeclareFunction: (node, context) => lowerFunction(node, context, { kind: 'function', isStatement: true }),
  IfStatement: (node, context) => lowerIf(node, false, context),
  WhileStatement: lowerLoop('while'),
  DoWhileStatement: lowerLoop('do'),
  ForStatement: lowerLoop('for'),
  ForInStatement: lowerLoop('each'),
  ForOfStatement: lowerLoop('each'),
  SwitchStatement: lowerSwitch,
  TryStatement: lowerTry,
  CatchClause: (node, context) => {
    const param = child(node, 'param');
    const parts = [param && lowerPattern(param, context), context.lowerField(node, 'body')];
    const lowered = other(node, node.type, parts, 'none', true);
    context.scopes.set(node, lowered);
    return lowered;
  },
  ReturnStatement: (node, context) => build('return', node, { value: context.lowerField(node, 'argument') }),
  ThrowStatement: (node, context) => build('throw', node, { value: context.lowerField(node, 'argument') }),
  BreakStatement: (node) => build('break', node, { label: nameOf(child(node, 'label')) }),
  ContinueStatement: (node) => build('continue', node, { label: nameOf(child(node, 'label')) }),
  LabeledStatement: lowerLabel,
  WithStatement: (node, context) => {
    context.isUnpredictable = true;
    return other(node, node.type, [context.lowerField(node, 'object'), context.lowerField(node, 'body')], 'some', true);
  },
};

/** `'use strict'` looks like a value that nobody needs, and is not. */
function lowerExpressionStatement(node: JsNode, context: LowerContext): SyntaxNode {
  if (typeof node['directive'] === 'string') return other(node, 'Directive', [], 'some');
  return build('expression', node, { expression: context.lowerField(node, 'expression')! });
}

function lowerDeclaration(node: JsNode, context: LowerContext): SyntaxNode {
  const bindings = children(node, 'declarations').map((each) =>
    lowerBinding(child(each, 'id')!, child(each, 'init'), each, context),
  );
  const words = context.exporting.get(node)?.words ?? [];
  const kind = String(node['kind']);
  return build('declaration', declarationSpan(node, context), {
    bindings,
    constant: kind !== 'var' && kind !== 'let',
    field: false,
    annotations: [],
    modifiers: [...words, ...(node['declare'] === true ? ['declare'] : []), kind],
    exported:
      context.exporting.has(node) ||
      children(node, 'declarations').some((each) => context.isExported(child(each, 'id'))),
  });
}

function lowerIf(node: JsNode, chained: boolean, context: LowerContext): SyntaxNode {
  const alternate = child(node, 'alternate');
  return build('if', node, {
    keyword: { start: node.start, end: node.start + 'if'.length },
    test: context.lowerField(node, 'test')!,
    init: null,
    then: context.lowerField(node, 'consequent')!,
    otherwise:
      alternate?.type === 'IfStatement' ? lowerIf(alternate, true, context) : alternate && context.lower(alternate),
    negated: false,
    form: 'statement',
    chained,
  });
}

function lowerLoop(kind: 'while' | 'do' | 'for' | 'each'): Lowering {
  return (node, context) => {
    const left = child(node, 'left');
    const isDeclared = left?.type === 'VariableDeclaration';
    const lowered = build(
      'loop',
      node,
      {
        kind,
        test: context.lowerField(node, 'test'),
        body: context.lowerField(node, 'body')!,
        otherwise: null,
        label: null,
      },
      [
        left && (isDeclared ? context.lower(left) : lowerTarget(left, context)),
        context.lowerField(node, 'right'),
        context.lowerField(node, 'init'),
        context.lowerField(node, 'update'),
      ],
    );
    context.scopes.set(node, lowered);
    return lowered;
  };
}

/** A label belongs to its loop; one in front of anything else stays a node of its own. */
function lowerLabel(node: JsNode, context: LowerContext): SyntaxNode {
  const body = child(node, 'body')!;
  const statement = context.lower(body);
  const label = nameOf(child(node, 'label'));
  if (statement.role !== 'loop' || statement.label !== null) return other(node, node.type, [statement], 'some');
  const lowered = { ...statement, label, start: node.start, end: node.end };
  context.scopes.set(body, lowered);
  return lowered;
}

function lowerSwitch(node: JsNode, context: LowerContext): SyntaxNode {
  const arms = children(node, 'cases').map((each) => {
    const test = context.lowerField(each, 'test');
    return build('arm', each, {
      patterns: test ? [test] : [],
      guard: null,
      body: context.lowerList(each, 'consequent'),
      is_default: test === null,
    });
  });
  const subject = context.lowerField(node, 'discriminant')!;
  const lowered = build('switch', node, { subject, arms, falls_through: true, takes_break: true, form: 'statement' });
  context.scopes.set(node, lowered);
  return lowered;
}

function lowerTry(node: JsNode, context: LowerContext): SyntaxNode {
  const handler = context.lowerField(node, 'handler');
  return build('try', node, {
    body: context.lowerField(node, 'block')!,
    handlers: handler ? [handler] : [],
    otherwise: null,
    finalizer: context.lowerField(node, 'finalizer'),
  });
}
