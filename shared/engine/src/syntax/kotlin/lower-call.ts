import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArgumentNode, BlockNode, Span, SyntaxNode } from '../node.ts';
import { lowerArguments } from './lower-arguments.ts';
import { lowerVariable } from './lower-binding.ts';
import { lowerFunctionBody, lowerParams } from './lower-params.ts';
import { lowerStatement } from './statement-position.ts';
import { lowerTypes } from './lower-type.ts';

export const CALLS: LoweringTable = {
  lambda_literal: (node, lower) => lambda(node, lower),
  annotated_lambda: (node, lower) => lower(node.first('lambda_literal')!),
  anonymous_function: anonymous,
};

/**
 * A call of `callee`, which is lowered already; `node` is the call as the grammar has it. `f(a) { … }` is one call, which the
 * grammar makes a call of a call.
 */
export function lowerCall(span: Span, callee: SyntaxNode, node: CstNode, lower: Lower): SyntaxNode {
  const list = node.first('value_arguments');
  const lambda = node.first('annotated_lambda');
  const types = node.all('type_arguments').map(lower);
  const given = [...lowerArguments(list, lower), ...(lambda ? [trailingLambda(lambda, lower)] : [])];
  if (lambda && !list && types.length === 0 && callee.role === 'call' && !callee.args.some((each) => each.trailing)) {
    const rest = callee.children.filter((child) => child !== callee.callee && child.role !== 'argument');
    const { args_span, is_new, optional } = callee;
    return build(
      'call',
      span,
      { callee: callee.callee, args: [...callee.args, ...given], args_span, is_new, optional },
      rest,
    );
  }
  return (
    lowerEquals(span, callee, given) ??
    build('call', span, { callee, args: given, args_span: list && spanOf(list), is_new: false, optional: false }, types)
  );
}

function trailingLambda(node: CstNode, lower: Lower): ArgumentNode {
  return build('argument', node, { name: null, value: lower(node), spread: false, trailing: true });
}

/** `a.equals(b)` compares values, as `==` does. */
function lowerEquals(span: Span, callee: SyntaxNode, args: readonly ArgumentNode[]): SyntaxNode | null {
  const [only] = args;
  if (callee.role !== 'member' || callee.property !== 'equals' || callee.optional || !callee.object) return null;
  if (!only || args.length > 1 || only.trailing || only.spread) return null;
  const isSuper = callee.object.role === 'name' && callee.object.name === 'super';
  return isSuper ? null : build('compare', span, { operator: 'eq', left: callee.object, right: only.value });
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
