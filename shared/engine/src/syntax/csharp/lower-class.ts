import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ClassNode, SyntaxNode } from '../node.ts';
import { isVisible, lowerConstraints, lowerModifiers } from './lower-modifiers.ts';
import { lowerParams } from './lower-params.ts';

export const CLASSES: LoweringTable = {
  class_declaration: classOf,
  enum_declaration: classOf,
  interface_declaration: classOf,
  record_declaration: classOf,
  struct_declaration: classOf,
  enum_member_declaration: enumMember,
  namespace_declaration: (node, lower) => other(node, node.kind, node.field('body')!.named.map(lower), 'some'),
  file_scoped_namespace_declaration: (node, lower) =>
    other(node, node.kind, node.named.filter((child) => child !== node.field('name')).map(lower), 'some'),
};

const KINDS: Readonly<Record<string, ClassNode['kind']>> = {
  enum_declaration: 'enum',
  interface_declaration: 'interface',
};

function classOf(node: CstNode, lower: Lower): ClassNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name')!;
  const body = node.first('declaration_list', 'enum_member_declaration_list');
  const isRecord = node.kind === 'record_declaration';
  return build(
    'class',
    node,
    {
      kind: KINDS[node.kind] ?? 'class',
      name: named(name, name.text),
      supers: superNames(node.first('base_list')),
      members: (body?.named ?? []).map(lower),
      inner: body && { start: body.children[0]!.end, end: body.children.at(-1)!.start },
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
    },
    [...lowerConstraints(node, lower), ...lowerParams(node.first('parameter_list'), lower, isRecord)],
  );
}

function superNames(list: CstNode | null): readonly string[] {
  return (list?.named ?? []).map((type) => type.text.replace(/[<(].*/s, ''));
}

function enumMember(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.field('name')!;
  const value = node.field('value');
  return build('enum_member', spanOf(node), {
    name: named(name, name.text),
    initializer: value && lower(value),
    annotations: lowerModifiers(node, lower).annotations,
  });
}
