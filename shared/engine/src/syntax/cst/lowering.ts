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
export type FlatPart = { readonly part: 'chain'; readonly node: CstNode } | ChainPart<SyntaxNode>;

/** One level of a chain: its operators and operands in source order, or null for what is an operand as a whole. */
export type Flatten = (node: CstNode) => readonly FlatPart[] | null;

/** The expression that `node` means, however deep the grammar nested its operators. */
export function lowerChain(node: CstNode, flatten: Flatten, lower: Lower, rules: ChainRules<SyntaxNode>): SyntaxNode {
  return associate(chainParts(node, flatten, lower), rules);
}

/** All operators and lowered operands of a chain, in source order. */
export function chainParts(node: CstNode, flatten: Flatten, lower: Lower): readonly ChainPart<SyntaxNode>[] {
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
  return parts;
}
