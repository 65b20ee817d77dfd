import type { SyntaxNode } from '../node.ts';
import { associate } from './associate.ts';
import type { ChainPart, ChainRules } from './associate.ts';
import type { CstNode } from './cst-node.ts';

export type Lower = (node: CstNode) => SyntaxNode;

/** Makes one kind of grammar node into a node of the common tree; `lower` does the same for those inside. */
export type Lowering = (node: CstNode, lower: Lower) => SyntaxNode;

/** A reader's lowerings by grammar kind; `fallback` is for all other kinds. */
export type LoweringTable = Readonly<Record<string, Lowering>>;

export function lowerWith(table: LoweringTable, fallback: Lowering): Lower {
  const kinds = new Map(Object.entries(table));
  const lower: Lower = (node) => (kinds.get(node.kind) ?? fallback)(node, lower);
  return lower;
}

/** A piece of a chain before lowering: a node that may be a chain itself, or an operator. */
export type FlatPart = ChainPart<SyntaxNode> | { readonly part: 'chain'; readonly node: CstNode };

/**
 * The expression that `node` means, however deep the grammar nested its operators. `flatten` takes one node apart into its
 * operators and operands, in source order; null for what is an operand as a whole.
 */
export function lowerChain(
  node: CstNode,
  flatten: (node: CstNode) => readonly FlatPart[] | null,
  lower: Lower,
  rules: ChainRules<SyntaxNode>,
): SyntaxNode {
  const parts: ChainPart<SyntaxNode>[] = [];
  const pending: FlatPart[] = [{ part: 'chain', node }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.part !== 'chain') {
      parts.push(next);
      continue;
    }
    const inner = flatten(next.node);
    if (inner === null) parts.push({ part: 'operand', operand: lower(next.node) });
    else pending.push(...inner.toReversed());
  }
  return associate(parts, rules);
}
