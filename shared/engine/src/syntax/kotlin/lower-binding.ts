import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { BindingNode, SyntaxNode } from '../node.ts';
import { lowerAnnotation } from './lower-modifiers.ts';
import { isType, lowerTypes, nameOf } from './lower-type.ts';

/**
 * What `variable_declaration` and `multi_variable_declaration` declare. With a `value` the binding reaches to its end;
 * `extra` are further children (a delegate, an initialiser that a getter hides).
 */
export function lowerVariable(
  node: CstNode,
  lower: Lower,
  value: SyntaxNode | null = null,
  extra: SyntaxNode | null = null,
): BindingNode {
  const name = node.kind === 'variable_declaration' ? node.first('identifier') : null;
  const type = node.named.find(isType) ?? null;
  const parts =
    node.kind === 'multi_variable_declaration'
      ? node.named.map((each) => lowerVariable(each, lower))
      : [...node.all('annotation').map((each) => lowerAnnotation(each, lower)), ...lowerTypes(node, lower)];
  return build(
    'binding',
    spanOf(node, value ?? extra ?? node),
    {
      name: name && nameOf(name) !== '_' ? named(name, nameOf(name)) : null,
      type: type && spanOf(type),
      initializer: value,
    },
    [...parts, extra],
  );
}
