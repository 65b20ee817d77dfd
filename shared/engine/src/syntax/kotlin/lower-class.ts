import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ClassNode, SyntaxNode } from '../node.ts';
import { lowerArguments } from './lower-arguments.ts';
import { lowerModifiers } from './lower-modifiers.ts';
import { lowerClassParams } from './lower-params.ts';
import { lowerTypes, nameOf } from './lower-type.ts';

export const CLASSES: LoweringTable = {
  class_declaration: classOf,
  object_declaration: classOf,
  companion_object: classOf,
  object_literal: classOf,
  enum_entry: enumEntry,
  anonymous_initializer: (node, lower) => other(node, node.kind, [lower(node.first('block')!)], 'some', true),
};

function classOf(node: CstNode, lower: Lower): ClassNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name');
  const body = node.first('class_body', 'enum_class_body');
  const constructor = node.first('primary_constructor');
  const supers = node.first('delegation_specifiers');
  return build(
    'class',
    node,
    {
      kind: kindOf(node, words),
      name: name && named(name, nameOf(name)),
      supers: superNames(supers),
      members: (body?.named ?? []).map(lower),
      inner: body && { start: body.children[0]!.end, end: body.children.at(-1)!.start },
      annotations,
      modifiers: node.kind === 'companion_object' ? [...words, 'companion'] : words,
      exported: isVisible(node, words),
    },
    [
      ...lowerTypes(node, lower),
      ...lowerModifiers(constructor, lower).annotations,
      ...lowerClassParams(constructor?.first('class_parameters') ?? null, lower),
      ...(supers?.named ?? []).flatMap((each) => each.named.map((part) => superPart(part, lower))),
    ],
  );
}

function kindOf(node: CstNode, modifiers: readonly string[]): ClassNode['kind'] {
  if (node.kind !== 'class_declaration') return 'object';
  if (node.has('interface')) return 'interface';
  return modifiers.includes('enum') ? 'enum' : 'class';
}

/** Private names, and what is declared inside a body, stay in the file. */
export function isVisible(node: CstNode, modifiers: readonly string[]): boolean {
  return !modifiers.includes('private') && isMember(node, true);
}

/** Declared in a class; with `orTop` also at the top of the file. */
export function isMember(node: CstNode, orTop = false): boolean {
  const home = node.parent?.kind ?? 'source_file';
  return home === 'class_body' || home === 'enum_class_body' || (orTop && home === 'source_file');
}

/** `Base(1)`, `Interface`, `Interface by delegate`. */
function superPart(node: CstNode, lower: Lower): SyntaxNode {
  const parts = node.named.flatMap((each) =>
    each.kind === 'value_arguments' ? lowerArguments(each, lower) : lower(each),
  );
  return node.kind === 'user_type' ? lower(node) : other(node, node.kind, parts, 'some');
}

function superNames(node: CstNode | null): readonly string[] {
  return (node?.below('user_type') ?? [])
    .filter((type) => type.parent?.kind !== 'type_projection')
    .map((type) => type.text.replace(/<.*/s, ''));
}

function enumEntry(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.first('identifier')!;
  const list = node.first('value_arguments');
  const body = node.first('class_body');
  return build(
    'enum_member',
    node,
    { name: named(name, nameOf(name)), initializer: null, annotations: lowerModifiers(node, lower).annotations },
    [
      list && other(list, list.kind, lowerArguments(list, lower), 'none'),
      body &&
        build('class', body, {
          kind: 'class',
          name: null,
          supers: [nameOf(name)],
          members: body.named.map(lower),
          inner: { start: body.children[0]!.end, end: body.children.at(-1)!.start },
          annotations: [],
          modifiers: [],
          exported: false,
        }),
    ],
  );
}
