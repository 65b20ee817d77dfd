import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { FunctionKind, FunctionNode, SyntaxNode } from '../node.ts';
import { isVisible, lowerConstraints, lowerModifiers, lowerType } from './lower-modifiers.ts';

export const PROPERTIES: LoweringTable = { property_declaration: property };

/** A property that only computes is a getter of that name; all others are fields with what their accessors do. */
function property(node: CstNode, lower: Lower): SyntaxNode {
  const arrow = node.first('arrow_expression_clause');
  if (arrow) return getter(node, arrow, lower);
  const accessors = node.first('accessor_list')?.all('accessor_declaration') ?? [];
  const [only] = accessors;
  const body = only && accessors.length === 1 && !node.has('=') ? bodyOf(only) : null;
  if (body && only?.has('get')) return getter(node, body, lower);
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name')!;
  const equals = node.first('=');
  const value = equals && lower(node.children[node.children.indexOf(equals) + 1]!);
  const computes = accessors.some((each) => bodyOf(each) !== null);
  const list = node.first('accessor_list');
  const binding = build(
    'binding',
    { start: name.start, end: value?.end ?? list?.end ?? name.end },
    {
      name: named(name, name.text),
      type: spanOf(node.field('type')!),
      initializer: computes ? null : value,
    },
    [computes ? value : null, ...accessors.map((each) => accessor(each, lower))],
  );
  return build(
    'declaration',
    node,
    {
      bindings: [binding],
      constant: !accessors.some((each) => each.has('set')),
      field: true,
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
    },
    [lowerType(node.field('type'), lower), ...lowerConstraints(node, lower)],
  );
}

function getter(node: CstNode, body: CstNode, lower: Lower): FunctionNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name')!;
  return build(
    'function',
    node,
    {
      kind: 'getter',
      name: named(name, name.text),
      params: [],
      body: lower(body.kind === 'block' ? body : body.named[0]!),
      implicit_return: body.kind !== 'block',
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: false,
      is_generator: false,
    },
    [lowerType(node.field('type'), lower), ...lowerConstraints(node, lower)],
  );
}

function bodyOf(node: CstNode): CstNode | null {
  return node.first('block', 'arrow_expression_clause');
}

function accessor(node: CstNode, lower: Lower): FunctionNode | null {
  const body = bodyOf(node);
  if (!body) return null;
  const { annotations, words } = lowerModifiers(node, lower);
  const kind: FunctionKind = node.has('get') ? 'getter' : 'setter';
  return build('function', node, {
    kind,
    name: null,
    params: [],
    body: lower(body.kind === 'block' ? body : body.named[0]!),
    implicit_return: body.kind !== 'block',
    annotations,
    modifiers: words,
    exported: false,
    is_async: false,
    is_generator: false,
  });
}
