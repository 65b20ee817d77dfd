import type { NameNode, NodeOf, Role, Span, SyntaxNode } from '../node.ts';

type Fields<R extends Role> = Omit<NodeOf<R>, 'role' | 'start' | 'end' | 'parent' | 'children'>;

/** A node whose children are the nodes in its fields and the `extra` ones, in source order. */
export function build<R extends Role>(
  role: R,
  span: Span,
  fields: Fields<R>,
  extra: readonly (SyntaxNode | null)[] = [],
): NodeOf<R> {
  const children: SyntaxNode[] = [];
  const held: Readonly<Record<string, unknown>> = fields;
  for (const key in held) {
    const field = held[key];
    if (!Array.isArray(field)) insert(children, field);
    else for (const each of field) insert(children, each);
  }
  for (const each of extra) insert(children, each);
  return {
    ...fields,
    role,
    start: span.start,
    end: span.end,
    parent: null,
    children,
  } as unknown as NodeOf<R>;
}

/** In source order, and once. Parts mostly come in order already, so the place is looked for from the end. */
function insert(children: SyntaxNode[], part: unknown): void {
  if (!isNode(part)) return;
  let at = children.length;
  while (at > 0) {
    const before = children[at - 1]!;
    if (before === part) return;
    if (before.start < part.start || (before.start === part.start && before.end <= part.end)) break;
    at -= 1;
  }
  if (at === children.length) children.push(part);
  else if (!children.includes(part)) children.splice(at, 0, part);
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
