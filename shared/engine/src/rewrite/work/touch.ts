import type { SyntaxNode } from '../../syntax/node.ts';
import type { Work } from './work.ts';

/** Something is known at a node: all that contain it have to be looked at. */
export function touch(work: Work, node: SyntaxNode): void {
  for (let at: SyntaxNode | null = node; at && !work.touched.has(at); at = at.parent) work.touched.add(at);
}
