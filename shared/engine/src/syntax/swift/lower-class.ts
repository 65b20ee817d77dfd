import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ClassNode, EnumMemberNode, SyntaxNode } from '../node.ts';
import { isVisible, lowerModifiers } from './lower-modifiers.ts';
import { lowerTypes } from './lower-type.ts';
import { lowerStatements } from './statement-list.ts';

export const CLASSES: LoweringTable = {
  class_declaration: classOf,
  protocol_declaration: classOf,
  enum_entry: enumEntry,
};

const KINDS: Readonly<Record<string, ClassNode['kind']>> = {
  enum: 'enum',
  extension: 'extension',
  protocol: 'interface',
};

function classOf(node: CstNode, lower: Lower): ClassNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const word = node.field('declaration_kind')!.text;
  const type = node.field('name')!;
  const name = type.kind === 'type_identifier' ? type : (type.all('type_identifier').at(-1) ?? type);
  const body = node.field('body')!;
  const supers = node.all('inheritance_specifier');
  const lowered = named(name, name.text);
  return build(
    'class',
    node,
    {
      kind: KINDS[word] ?? 'class',
      name: lowered,
      supers: supers.map((each) => each.text.replace(/<.*/s, '')),
      members: lowerStatements(body.children, lower),
      inner: { start: body.children[0]!.end, end: body.children.at(-1)!.start },
      annotations,
      modifiers: [...words, word],
      exported: isVisible(node, words),
    },
    [
      ...supers.flatMap((each) => each.named.map(lower)),
      ...lowerTypes(node, lower).filter((each) => each.end <= name.start || each.start >= name.end),
    ],
  );
}

/** `case a` declares one name, `case a, b = 1` several: then each is a member of its own inside of the line. */
function enumEntry(node: CstNode, lower: Lower): SyntaxNode {
  const { annotations } = lowerModifiers(node, lower);
  const names = node.fields('name').filter((child) => child.kind === 'simple_identifier');
  const members = names.map((name, index): EnumMemberNode => {
    const next = names[index + 1];
    const from = node.children.indexOf(name);
    const own = node.children.slice(from + 1, next ? node.children.indexOf(next) : undefined);
    const parts = own.filter((child) => child.kind !== ',');
    const value = parts.find((_, at) => parts[at - 1]?.kind === '=') ?? null;
    const isOnly = names.length === 1;
    return build(
      'enum_member',
      isOnly ? node : spanOf(name, parts.at(-1) ?? name),
      {
        name: named(name, name.text.replaceAll('`', '')),
        initializer: value && lower(value),
        annotations: isOnly ? annotations : [],
      },
      parts.filter((child) => child.isNamed && child !== value).map(lower),
    );
  });
  return members.length === 1 ? members[0]! : other(node, node.kind, [...annotations, ...members], 'none');
}
