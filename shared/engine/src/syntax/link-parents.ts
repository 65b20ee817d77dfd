import type { SyntaxNode } from './node.ts';

/** Tell every node below `root` who its parent is. Readers call it once, at the end. */
export function linkParents(root: SyntaxNode): void {
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const child of node.children) {
      child.parent = node;
      pending.push(child);
    }
  }
}
