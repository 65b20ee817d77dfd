import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { AnnotationNode, Span, SyntaxNode } from '../node.ts';
import { isEnumClass } from './enum-classes.ts';
import { isInFunction, isPublicName } from './lower-assignment.ts';
import { lowerArguments } from './lower-expression.ts';

export const CLASSES: LoweringTable = {
  class_definition: (node, lower) => lowerClass(node, node, [], lower),
};

export function lowerClass(
  node: CstNode,
  span: Span,
  annotations: readonly AnnotationNode[],
  lower: Lower,
): SyntaxNode {
  const name = node.field('name')!;
  const bases = node.field('superclasses');
  const types = node.field('type_parameters');
  const body = lower(node.field('body')!);
  if (body.role !== 'block') throw new Unreadable('A class without a body', node.start);
  return build(
    'class',
    span,
    {
      kind: isEnumClass(node) ? 'enum' : 'class',
      name: named(name, name.text),
      supers: (bases?.named ?? []).filter((each) => each.kind !== 'keyword_argument').map(nameOfBase),
      members: body.body,
      inner: body.inner,
      annotations,
      modifiers: [],
      exported: annotations.length > 0 || (isPublicName(name.text) && !isInFunction(node)),
    },
    [types && lower(types), bases && other(bases, bases.kind, lowerArguments(bases, lower), 'some')],
  );
}

/** `Base[T]` is a `Base`. */
function nameOfBase(node: CstNode): string {
  return node.kind === 'subscript' ? node.named[0]!.text : node.text;
}
