import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, Lowering } from '../cst/lowering.ts';
import type { ClassNode, SyntaxNode } from '../node.ts';
import { lowerModifiers, lowerParams } from './lower-params.ts';
import { lowerTypes } from './lower-types.ts';

const KINDS: Readonly<Record<string, ClassNode['kind']>> = {
  annotation_type_declaration: 'interface',
  enum_declaration: 'enum',
  interface_declaration: 'interface',
};

/** Classes, interfaces, enums, records and annotation types. */
export const lowerClass: Lowering = (node, lower) => {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name')!;
  const body = node.field('body')!;
  return build(
    'class',
    node,
    {
      kind: KINDS[node.kind] ?? 'class',
      name: named(name, name.text),
      supers: superNames(node),
      members: lowerMembers(body, lower),
      inner: innerOf(body),
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
    },
    [...lowerTypes(node, lower), ...lowerParams(node.field('parameters'), lower, true)],
  );
};

/** The body of `new Foo() { … }`. */
export function lowerAnonymousClass(body: CstNode, base: string, lower: Lower): ClassNode {
  return build('class', body, {
    kind: 'class',
    name: null,
    supers: [base],
    members: lowerMembers(body, lower),
    inner: innerOf(body),
    annotations: [],
    modifiers: [],
    exported: false,
  });
}

export const lowerEnumConstant: Lowering = (node, lower) => {
  const name = node.field('name')!;
  const args = node.field('arguments');
  const body = node.field('body');
  return build(
    'enum_member',
    node,
    { name: named(name, name.text), initializer: null, annotations: lowerModifiers(node, lower).annotations },
    [
      args && other(args, args.kind, args.named.map(lower), 'none'),
      body && lowerAnonymousClass(body, name.text, lower),
    ],
  );
};

/** Private names, and what is declared inside a body, stay in the file. */
export function isVisible(node: CstNode, modifiers: readonly string[]): boolean {
  return !modifiers.includes('private') && !isLocal(node);
}

const BODIES = new Set(['class_body', 'interface_body', 'enum_body', 'enum_body_declarations', 'annotation_type_body']);

function isLocal(node: CstNode): boolean {
  return node.parent !== null && node.parent.kind !== 'program' && !BODIES.has(node.parent.kind);
}

function lowerMembers(body: CstNode, lower: Lower): readonly SyntaxNode[] {
  return body.named.flatMap((member) =>
    member.kind === 'enum_body_declarations' ? member.named.map(lower) : [lower(member)],
  );
}

function innerOf(body: CstNode) {
  return { start: body.children[0]!.end, end: body.children.at(-1)!.start };
}

function superNames(node: CstNode): readonly string[] {
  const clauses = node.all('superclass', 'super_interfaces', 'extends_interfaces');
  return clauses
    .flatMap((clause) => clause.first('type_list')?.named ?? clause.named)
    .map((type) => (type.kind === 'generic_type' ? type.named[0]!.text : type.text));
}

export const lowerStaticInitializer: Lowering = (node, lower) =>
  other(spanOf(node), node.kind, [lower(node.first('block')!)], 'some', true);
