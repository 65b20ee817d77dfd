import type { PlainMark } from '../find/site.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** What following a value came to: marks, and the reason why some use of it stays. */
export interface Followed {
  readonly marks: readonly (readonly [SyntaxNode, PlainMark])[];
  readonly left: string | null;
}

export function marked(node: SyntaxNode, mark: PlainMark): Followed {
  return { marks: [[node, mark]], left: null };
}

export function staying(reason: string): Followed {
  return { marks: [], left: reason };
}

/** All marks, and the first reason. */
export function together(all: readonly Followed[]): Followed {
  return { marks: all.flatMap((each) => each.marks), left: all.find((each) => each.left !== null)?.left ?? null };
}
