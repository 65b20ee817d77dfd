import type { SyntaxNode } from '../node.ts';

/** The `children` of a node from its parts, in source order; absent parts and parts given twice are left out. */
export function ordered(
  ...parts: readonly (SyntaxNode | null | undefined | readonly SyntaxNode[])[]
): readonly SyntaxNode[] {
  const all = parts.flatMap((part) => part ?? []);
  return [...new Set(all)].toSorted((a, b) => a.start - b.start || a.end - b.end);
}
