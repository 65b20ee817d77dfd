import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArgumentNode, ParamNode, Span, SyntaxNode } from '../node.ts';
import { lowerParams } from './lower-params.ts';

export const CALLS: LoweringTable = {
  object_creation_expression: creation,
  implicit_object_creation_expression: creation,
  initializer_expression: initializer,
  lambda_expression: lambda,
  anonymous_method_expression: lambda,
  anonymous_object_creation_expression: (node, lower) => other(node, node.kind, valuesOf(node).map(lower), 'none'),
  with_initializer: (node, lower) => other(node, node.kind, node.named.slice(1).map(lower), 'none'),
  argument: (node, lower) => argument(node, lower),
};

export function lowerArguments(list: CstNode | null, lower: Lower): readonly ArgumentNode[] {
  return (list?.named ?? []).map((node) => argument(node, lower));
}

/** `value`, `name: value`, `ref x`, `out var x`. */
function argument(node: CstNode, lower: Lower): ArgumentNode {
  const label = node.has(':') ? node.named[0]! : null;
  const given = node.named.at(-1)!;
  const passing = node.first('ref', 'out', 'in');
  const value = lower(given);
  const isWritten = passing && passing.kind !== 'in' && given.kind !== 'declaration_expression';
  return build('argument', node, {
    name: label?.text ?? null,
    value: isWritten ? other(spanOf(passing, given), passing.kind, [value], 'some') : value,
    spread: false,
    trailing: false,
  });
}

/** `nameof(x)` needs the name and nothing else of it. */
export function nameOf(node: CstNode, lower: Lower): SyntaxNode {
  return other(node, 'nameof_reference', lowerArguments(node.field('arguments'), lower), 'none');
}

/** A call of `callee`, which is lowered already; `node` is the call as the grammar has it. */
export function lowerCall(span: Span, callee: SyntaxNode, node: CstNode, lower: Lower): SyntaxNode {
  const list = node.field('arguments')!;
  const target = node.field('function')!;
  const args = lowerArguments(list, lower);
  const types = target.kind === 'generic_name' ? target.named.slice(1).map(lower) : [];
  return (
    lowerEquals(span, callee, args) ??
    build('call', span, { callee, args, args_span: spanOf(list), is_new: false, optional: false }, types)
  );
}

/** `a.Equals(b)`, and `Equals(a, b)` of a class, compare values as `==` does. */
function lowerEquals(span: Span, callee: SyntaxNode, args: readonly ArgumentNode[]): SyntaxNode | null {
  if (callee.role !== 'member' || callee.property !== 'Equals' || callee.optional || !callee.object) return null;
  const { object } = callee;
  const [first, second, third] = args;
  const name = object.role === 'name' ? object.name : '';
  const isType = object.role === 'other' && object.grammar === 'predefined_type';
  if (name === 'base' || !first || third) return null;
  if (!second) return build('compare', span, { operator: 'eq', left: object, right: first.value });
  if (!isType && !/^(?:Object|String)$/.test(name)) return null;
  return build('compare', span, { operator: 'eq', left: first.value, right: second.value }, [object]);
}

function creation(node: CstNode, lower: Lower): SyntaxNode {
  const type = node.field('type');
  const list = node.first('argument_list');
  const filled = node.first('initializer_expression');
  const isGeneric = type?.kind === 'generic_name';
  const keyword = node.children[0]!;
  const made = isGeneric ? type.named[0]! : type;
  const callee = made ? lower(made) : named(keyword, 'new');
  return build(
    'call',
    node,
    { callee, args: lowerArguments(list, lower), args_span: list && spanOf(list), is_new: true, optional: false },
    [...(isGeneric ? type.named.slice(1).map(lower) : []), filled && lower(filled)],
  );
}

/** `{ A = 1, B = 2 }` sets members of what was made: the names on the left are no variables. */
function initializer(node: CstNode, lower: Lower): SyntaxNode {
  const isObject = node.named.some((each) => each.kind === 'assignment_expression');
  if (!isObject) return build('list', node, { items: node.named.map(lower) });
  return build('object', node, {
    entries: node.named.map((each) => {
      const left = each.field('left');
      if (each.kind !== 'assignment_expression' || !left) return lower(each);
      const key = left.kind === 'identifier' ? left.text : null;
      const value = lower(each.field('right')!);
      return build('entry', each, { key, value, shorthand: false }, [key === null ? lower(left) : null]);
    }),
  });
}

/** The names before `=` in `new { A = b, c }` are no variables. */
function valuesOf(node: CstNode): readonly CstNode[] {
  return node.named.filter((_, index) => {
    const at = node.children.indexOf(node.named[index]!);
    return node.children[at + 1]?.kind !== '=';
  });
}

function lambda(node: CstNode, lower: Lower): SyntaxNode {
  const list = node.first('parameter_list', 'implicit_parameter');
  const body = node.children.at(-1)!;
  const isAsync = node.has('async') || node.all('modifier').some((each) => each.text === 'async');
  return build('function', node, {
    kind: 'lambda',
    name: null,
    params: list?.kind === 'implicit_parameter' ? [implicitParam(list)] : lowerParams(list, lower),
    body: lower(body),
    implicit_return: body.kind !== 'block',
    annotations: [],
    modifiers: [],
    exported: false,
    is_async: isAsync,
    is_generator: false,
  });
}

function implicitParam(node: CstNode): ParamNode {
  return build('param', node, {
    name: named(node, node.text),
    label: null,
    default_value: null,
    rest: false,
    annotations: [],
    is_field: false,
  });
}
