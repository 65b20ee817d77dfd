import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { NodeOf, SyntaxNode } from '../node.ts';
import { lowerAttributed } from './lower-attributes.ts';
import { lowerOther } from './lower-other.ts';

export const ITEMS: LoweringTable = {
  const_item: (node, lower) => constant(node, 'const', lower),
  static_item: (node, lower) => constant(node, 'static', lower),
  struct_item: (node, lower) => lowerClass(node, 'class', lower),
  union_item: (node, lower) => lowerClass(node, 'class', lower),
  enum_item: (node, lower) => lowerClass(node, 'enum', lower),
  trait_item: (node, lower) => lowerClass(node, 'interface', lower),
  impl_item: implementation,
  mod_item: (node, lower) => {
    const body = node.field('body');
    return other(node, node.kind, body ? lowerAttributed(body.named, lower) : [], 'some', true);
  },
  field_declaration: (node, lower) => {
    const [name, type] = [node.field('name')!, node.field('type')!];
    const binding = build(
      'binding',
      spanOf(name, type),
      { name: named(name, name.text), type: spanOf(type), initializer: null },
      [lower(type)],
    );
    return build('declaration', node, {
      bindings: [binding],
      constant: false,
      field: true,
      annotations: [],
      modifiers: modifiersOf(node),
      exported: node.has('visibility_modifier'),
    });
  },
  enum_variant: (node, lower) => {
    const [name, value, body] = [node.field('name')!, node.field('value'), node.field('body')];
    return build(
      'enum_member',
      node,
      { name: named(name, name.text), initializer: value && lower(value), annotations: [] },
      [body && lowerOther(body, lower)],
    );
  },
};

function modifiersOf(node: CstNode): readonly string[] {
  return node.has('visibility_modifier') ? ['pub'] : [];
}

/** Fields may be made by anybody who can see the type: a struct without `pub` fields is made in its own module only. */
function lowerClass(node: CstNode, kind: NodeOf<'class'>['kind'], lower: Lower): SyntaxNode {
  const name = node.field('name')!;
  const body = node.field('body');
  const isBraced = body !== null && body.children[0]?.kind === '{';
  const others = [
    node.field('type_parameters'),
    node.field('bounds'),
    node.first('where_clause'),
    isBraced ? null : body,
  ];
  return build(
    'class',
    node,
    {
      kind,
      name: named(name, name.text),
      supers: [],
      members: isBraced ? lowerAttributed(body.named, lower) : [],
      inner: isBraced ? { start: body.children[0]!.end, end: body.children.at(-1)!.start } : null,
      annotations: [],
      modifiers: modifiersOf(node),
      exported: node.has('visibility_modifier'),
    },
    others.map((each) => each && lower(each)),
  );
}

/** What stands in an `impl` belongs to the type it names. */
function implementation(node: CstNode, lower: Lower): SyntaxNode {
  const type = node.field('type')!;
  const base = type.kind === 'generic_type' ? type.named[0]! : type;
  const body = node.field('body');
  if (!body || base.kind !== 'type_identifier') return other(node, node.kind, node.named.map(lower), 'some', true);
  const others = [node.field('type_parameters'), node.field('trait'), node.first('where_clause')];
  const types = type === base ? [] : type.named.slice(1);
  return build(
    'class',
    node,
    {
      kind: 'extension',
      name: named(base, base.text),
      supers: [],
      members: lowerAttributed(body.named, lower),
      inner: { start: body.children[0]!.end, end: body.children.at(-1)!.start },
      annotations: [],
      modifiers: [],
      exported: true,
    },
    [...others, ...types].map((each) => each && lower(each)),
  );
}

function constant(node: CstNode, word: string, lower: Lower): SyntaxNode {
  const [name, type, value] = [node.field('name')!, node.field('type'), node.field('value')];
  const span = spanOf(name, value ?? type ?? name);
  const fields = { name: named(name, name.text), type: type && spanOf(type), initializer: value && lower(value) };
  return build('declaration', node, {
    bindings: [build('binding', span, fields, [type && lower(type)])],
    constant: !node.has('mutable_specifier'),
    field: node.parent?.kind === 'declaration_list' && node.parent.parent?.kind !== 'mod_item',
    annotations: [],
    modifiers: [...modifiersOf(node), word],
    exported: node.has('visibility_modifier'),
  });
}
