import type { CstNode } from '../cst/cst-node.ts';
import { Unreadable } from '../cst/unreadable.ts';
import { readLocals } from './read-locals.ts';
import type { Locals } from './read-locals.ts';

/** What has to be known of the whole file before a piece of it can be understood. */
export interface RubyContext extends Locals {
  readonly text: string;
  /** Nodes that begin a heredoc whose lines stand behind them: they cannot be taken apart. */
  readonly cut: ReadonlySet<CstNode>;
}

export function readContext(root: CstNode, text: string): RubyContext {
  return { text, cut: cutByHeredocs(root), ...readLocals(root) };
}

/** The lines of heredocs follow in the order of their beginnings. */
function cutByHeredocs(root: CstNode): ReadonlySet<CstNode> {
  const cut = new Set<CstNode>();
  const bodies = root.below('heredoc_body');
  const beginnings = root.below('heredoc_beginning');
  for (const [index, beginning] of beginnings.entries()) {
    const body = bodies[index];
    if (!body || body.start < beginning.end || body.below('heredoc_beginning').length > 0) {
      throw new Unreadable('A heredoc inside a heredoc', beginning.start);
    }
    for (let node: CstNode | null = beginning; node && node.end < body.start; node = node.parent) cut.add(node);
  }
  return cut;
}
