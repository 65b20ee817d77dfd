import type { NameNode, NodeOf, Role, Span, SyntaxNode } from '../node.ts';
import { ordered } from './ordered.ts';

type Fields<R extends Role> = Omit<NodeOf<R>, 'role' | 'start' | 'end' | 'parent' | 'children'>;

/** A node whose children are the nodes in its fields and the `extra` ones, in source order. */
export function build<R extends Role>(
  role: R,
  span: Span,
  fields: Fields<R>,
  extra: readonly (SyntaxNode | null)[] = [],
): NodeOf<R> {
  const held = Object.values(fields).flatMap((field: unknown) => (Array.isArray(field) ? field : [field]));
  return {
    ...fields,
    role,
    start: span.start,
    end: span.end,
    parent: null,
    children: ordered(held.filter(isNode), extra.filter(isNode)),
  } as unknown as NodeOf<R>;
}

/** What needs no role. `effects` as in `OtherNode`. */
export function other(
  span: Span,
  grammar: string,
  children: readonly (SyntaxNode | null)[],
  effects: 'none' | 'some',
  scope = false,
): NodeOf<'other'> {
  return build('other', span, { grammar, effects, scope }, children);
}

export function named(span: Span, name: string): NameNode {
  return build('name', span, { name });
}

export function spanOf(from: Span, to: Span = from): Span {
  return { start: from.start, end: to.end };
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'role' in value;
}
