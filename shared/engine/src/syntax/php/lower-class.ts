import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { NodeOf, SyntaxNode } from '../node.ts';
import { lowerAttributes } from './lower-attributes.ts';
import { modifiersOf } from './lower-function.ts';
import { lowerOther } from './lower-other.ts';

export const CLASSES: LoweringTable = {
  class_declaration: (node, lower) => lowerClass(node, 'class', lower),
  interface_declaration: (node, lower) => lowerClass(node, 'interface', lower),
  trait_declaration: (node, lower) => lowerClass(node, 'module', lower),
  enum_declaration: (node, lower) => lowerClass(node, 'enum', lower),
  enum_case: (node, lower) => {
    const [name, value] = [node.field('name')!, node.field('value')];
    return build('enum_member', node, {
      name: named(name, name.text),
      initializer: value && lower(value),
      annotations: lowerAttributes(node, lower),
    });
  },
  property_declaration: property,
  const_declaration: constant,
};

function lowerClass(node: CstNode, kind: NodeOf<'class'>['kind'], lower: Lower): SyntaxNode {
  const name = node.field('name')!;
  const body = node.field('body')!;
  const clauses = node.all('base_clause', 'class_interface_clause');
  return build(
    'class',
    node,
    {
      kind,
      name: named(name, name.text),
      supers: clauses.flatMap((each) => each.named.map((base) => base.text)),
      members: body.named.map(lower),
      inner: { start: body.children[0]!.end, end: body.children.at(-1)!.start },
      annotations: lowerAttributes(node, lower),
      modifiers: modifiersOf(node),
      exported: true,
    },
    clauses.map((each) => other(each, each.kind, each.named.map(lower), 'none')),
  );
}

/** Fields are named without their `$`, as `->` names them. */
function property(node: CstNode, lower: Lower): SyntaxNode {
  if (node.has('property_hook_list')) return lowerOther(node, lower);
  const modifiers = modifiersOf(node);
  const type = node.field('type');
  return build(
    'declaration',
    node,
    {
      bindings: node.all('property_element').map((each) => {
        const [name, value] = [each.named[0]!, each.named[1]];
        const initializer = value ? lower(value) : null;
        return build('binding', each, { name: named(name, name.text.slice(1)), type: null, initializer });
      }),
      constant: modifiers.includes('readonly'),
      field: true,
      annotations: lowerAttributes(node, lower),
      modifiers,
      exported: !modifiers.includes('private'),
    },
    [type && lower(type)],
  );
}

function constant(node: CstNode, lower: Lower): SyntaxNode {
  const modifiers = modifiersOf(node);
  const type = node.field('type');
  return build(
    'declaration',
    node,
    {
      bindings: node.all('const_element').map((each) => {
        const [name, value] = [each.named[0]!, each.named[1]!];
        return build('binding', each, { name: named(name, name.text), type: null, initializer: lower(value) });
      }),
      constant: true,
      field: node.parent?.kind === 'declaration_list' || node.parent?.kind === 'enum_declaration_list',
      annotations: lowerAttributes(node, lower),
      modifiers,
      exported: !modifiers.includes('private'),
    },
    [type && lower(type)],
  );
}
