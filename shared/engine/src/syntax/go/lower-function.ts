import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { FunctionKind, FunctionNode, ParamNode, SyntaxNode } from '../node.ts';

export function lambda(node: CstNode, lower: Lower): FunctionNode {
  return lowerFunction(node, 'lambda', lower);
}

/** Names at the top of a file are seen by the whole package, so all functions and methods are `exported`. */
export function lowerFunction(node: CstNode, kind: FunctionKind, lower: Lower): FunctionNode {
  const name = node.field('name');
  const body = node.field('body');
  const result = node.field('result');
  const receiver = node.field('receiver');
  const types = node.field('type_parameters');
  return build(
    'function',
    node,
    {
      kind,
      name: name && named(name, name.text),
      params: lowerParams(node.field('parameters'), lower),
      body: body && lower(body),
      implicit_return: false,
      annotations: [],
      modifiers: [],
      exported: kind !== 'lambda',
      is_async: false,
      is_generator: false,
    },
    [
      receiver && hiddenParams(receiver, lower),
      types && typeParams(types, lower),
      result && (result.kind === 'parameter_list' ? hiddenParams(result, lower) : lower(result)),
    ],
  );
}

/** `a, b int` are two parameters, and the type stands with the last of them. Without names they are types only. */
export function lowerParams(list: CstNode | null, lower: Lower): readonly ParamNode[] {
  return (list?.named ?? []).flatMap((each): readonly ParamNode[] => {
    const names = each.fields('name');
    const type = each.field('type')!;
    const rest = each.kind === 'variadic_parameter_declaration';
    if (names.length === 0) return [param(each, null, rest, false, [lower(type)])];
    return names.map((name, index) => {
      const isLast = index === names.length - 1;
      const span = { start: name.start, end: isLast ? each.end : name.end };
      return param(span, name, rest, isLast && index > 0, isLast ? [lower(type)] : []);
    });
  });
}

function param(
  span: { readonly start: number; readonly end: number },
  name: CstNode | null,
  rest: boolean,
  lends_type: boolean,
  types: readonly SyntaxNode[],
): ParamNode {
  return build(
    'param',
    span,
    {
      name: name && name.text !== '_' ? named(name, name.text) : null,
      label: null,
      default_value: null,
      rest,
      annotations: [],
      is_field: false,
      lends_type,
    },
    types,
  );
}

/** The receiver and named results: declared like parameters, and passed by nobody. */
function hiddenParams(list: CstNode, lower: Lower): SyntaxNode {
  return other(list, list.kind, lowerParams(list, lower), 'none');
}

function typeParams(list: CstNode, lower: Lower): SyntaxNode {
  return other(list, list.kind, lowerParams(list, lower), 'none');
}
