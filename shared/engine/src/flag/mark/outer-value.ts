import type { SyntaxNode } from '../../syntax/node.ts';

/** The expression with the `await` around it, if there is one, and whether there is. */
export function outerValue(node: SyntaxNode): { readonly node: SyntaxNode; readonly awaited: boolean } {
  let outer = node;
  let awaited = false;
  for (let at = node; at.parent && (at.parent.role === 'group' || at.parent.role === 'wrap'); at = at.parent) {
    if (at.parent.role !== 'wrap') continue;
    outer = at.parent;
    awaited ||= at.parent.waits;
  }
  return { node: outer, awaited };
}

/** What is called on a value, as `x.name(…)` or read from it as `x.name`; null where it is neither. */
export function accessOn(
  node: SyntaxNode,
): { readonly property: string; readonly whole: SyntaxNode; readonly args: readonly SyntaxNode[] | null } | null {
  let at = node;
  while (at.parent?.role === 'group') at = at.parent;
  const member = at.parent;
  if (member?.role !== 'member' || member.object !== at) return null;
  const call = member.parent;
  return call?.role === 'call' && call.callee === member
    ? { property: member.property, whole: call, args: call.args.map((each) => each.value) }
    : { property: member.property, whole: member, args: null };
}
