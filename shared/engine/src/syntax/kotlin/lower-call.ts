import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArgumentNode, BlockNode, SyntaxNode } from '../node.ts';
import { lowerArguments } from './lower-arguments.ts';
import { lowerVariable } from './lower-binding.ts';
import { lowerFunctionBody, lowerParams } from './lower-params.ts';
import { lowerStatement } from './statement-position.ts';
import { lowerTypes } from './lower-type.ts';

export const CALLS: LoweringTable = {
  call_expression: call,
  lambda_literal: (node, lower) => lambda(node, lower),
  annotated_lambda: (node, lower) => lower(node.first('lambda_literal')!),
  anonymous_function: anonymous,
};

/** `f(a) { … }` is one call; the grammar makes it a call of a call. */
function call(node: CstNode, lower: Lower): SyntaxNode {
  const trailing = node.first('annotated_lambda');
  const first = node.named[0]!;
  const isSplit = trailing !== null && !node.has('value_arguments') && first.kind === 'call_expression';
  const inner = isSplit && !first.has('annotated_lambda') ? first : node;
  const list = inner.first('value_arguments');
  const types = [...new Set([inner, node])].flatMap((each) => each.all('type_arguments'));
  const args = [...lowerArguments(list, lower), ...(trailing ? [trailingLambda(trailing, lower)] : [])];
  const callee = lower(inner.named[0]!);
  const equality = lowerEquals(node, callee, args);
  if (equality) return equality;
  return build(
    'call',
    node,
    { callee, args, args_span: list && spanOf(list), is_new: false, optional: false },
    types.map(lower),
  );
}

function trailingLambda(node: CstNode, lower: Lower): ArgumentNode {
  return build('argument', node, { name: null, value: lower(node), spread: false, trailing: true });
}

/** `a.equals(b)` compares values, as `==` does. */
function lowerEquals(node: CstNode, callee: SyntaxNode, args: readonly ArgumentNode[]): SyntaxNode | null {
  const [only] = args;
  if (callee.role !== 'member' || callee.property !== 'equals' || callee.optional || !callee.object) return null;
  if (!only || args.length > 1 || only.trailing || only.spread) return null;
  const isSuper = callee.object.role === 'name' && callee.object.name === 'super';
  return isSuper ? null : build('compare', node, { operator: 'eq', left: callee.object, right: only.value });
}

function lambda(node: CstNode, lower: Lower): SyntaxNode {
  const list = node.first('lambda_parameters');
  return build('function', node, {
    kind: 'lambda',
    name: null,
    params: (list?.named ?? []).map((each) => lambdaParam(each, lower)),
    body: lambdaBody(node, list, lower),
    implicit_return: true,
    annotations: [],
    modifiers: [],
    exported: false,
    is_async: false,
    is_generator: false,
    returns_through: true,
  });
}

function lambdaParam(node: CstNode, lower: Lower) {
  const declared = lowerVariable(node, lower);
  return build(
    'param',
    node,
    { name: declared.name, label: null, default_value: null, rest: false, annotations: [], is_field: false },
    declared.children,
  );
}

/** Without parameters the braces are the block's; behind an arrow the block is what stands between it and the brace. */
function lambdaBody(node: CstNode, list: CstNode | null, lower: Lower): BlockNode {
  const arrow = node.first('->');
  const start = (arrow ?? node.children[0]!).end;
  const end = node.children.at(-1)!.start;
  const statements = node.named.filter((child) => child !== list);
  const body = statements.map((each) => lowerStatement(each, lower));
  const first = body[0];
  const within = first ? spanOf(first, body.at(-1)) : { start, end: start };
  return build('block', arrow ? within : node, {
    delimiters: arrow ? 'layout' : 'braces',
    inner: { start, end },
    body,
  });
}

/** `fun(x: Int): Int { return x }` as an expression: its returns are its own. */
function anonymous(node: CstNode, lower: Lower): SyntaxNode {
  const body = node.first('function_body');
  return build(
    'function',
    node,
    {
      kind: 'lambda',
      name: null,
      params: lowerParams(node.first('function_value_parameters'), lower),
      body: lowerFunctionBody(body, lower),
      implicit_return: body?.has('=') ?? false,
      annotations: [],
      modifiers: [],
      exported: false,
      is_async: false,
      is_generator: false,
    },
    lowerTypes(node, lower),
  );
}
