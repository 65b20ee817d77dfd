import type { SyntaxNode } from '../../syntax/node.ts';

/** A node and everything below it, in source order; `enter` returning false leaves out what is below. */
export function walk(root: SyntaxNode, enter: (node: SyntaxNode) => boolean | void): void {
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (enter(node) === false) continue;
    for (let index = node.children.length - 1; index >= 0; index -= 1) pending.push(node.children[index]!);
  }
}

export function contains(outer: SyntaxNode, inner: SyntaxNode): boolean {
  for (let node: SyntaxNode | null = inner; node; node = node.parent) if (node === outer) return true;
  return false;
}

export function rootOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent) at = at.parent;
  return at;
}

/** The nearest function around a node, or null at the top of a file. */
export function functionAround(node: SyntaxNode): SyntaxNode | null {
  for (let at = node.parent; at; at = at.parent) if (at.role === 'function') return at;
  return null;
}
