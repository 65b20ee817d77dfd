import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { ParamNode, Span, SyntaxNode } from '../node.ts';
import { lowerAnnotation, lowerModifiers } from './lower-modifiers.ts';
import type { Modifiers } from './lower-modifiers.ts';
import { lowerTypes, nameOf } from './lower-type.ts';

/** The parameters of a function: modifiers and default values stand beside the grammar's `parameter`. */
export function lowerParams(list: CstNode | null, lower: Lower): readonly ParamNode[] {
  const params: ParamNode[] = [];
  const children = list?.children ?? [];
  for (const [index, node] of children.entries()) {
    if (node.kind !== 'parameter') continue;
    const before = children[index - 1]?.kind === 'parameter_modifiers' ? children[index - 1]! : null;
    const fallback = children[index + 1]?.kind === '=' ? children[index + 2]! : null;
    const parts = before?.named ?? [];
    const annotations = parts.filter((each) => each.kind === 'annotation').map((each) => lowerAnnotation(each, lower));
    const words = parts.filter((each) => each.kind !== 'annotation').map((each) => each.text);
    params.push(paramOf(node, spanOf(before ?? node, fallback ?? node), { annotations, words }, fallback, lower));
  }
  return params;
}

/** The parameters of a primary constructor; with `val` or `var` they are properties too. */
export function lowerClassParams(list: CstNode | null, lower: Lower): readonly ParamNode[] {
  return (list?.all('class_parameter') ?? []).map((node) => {
    const equals = node.first('=');
    const fallback = equals && node.children[node.children.indexOf(equals) + 1]!;
    return paramOf(node, node, lowerModifiers(node, lower), fallback, lower);
  });
}

function paramOf(node: CstNode, span: Span, modifiers: Modifiers, fallback: CstNode | null, lower: Lower): ParamNode {
  const name = node.first('identifier')!;
  return build(
    'param',
    span,
    {
      name: named(name, nameOf(name)),
      label: nameOf(name),
      default_value: fallback && lower(fallback),
      rest: modifiers.words.includes('vararg'),
      annotations: modifiers.annotations,
      is_field: node.has('val', 'var'),
      modifiers: modifiers.words,
    },
    lowerTypes(node, lower),
  );
}

/** `{ … }` is a block, `= x` the expression; null for neither. */
export function lowerFunctionBody(node: CstNode | null, lower: Lower): SyntaxNode | null {
  return node && lower(node.named[0]!);
}
