import type { SyntaxNode } from '../../syntax/node.ts';
import type { Work } from '../work/work.ts';
import { contains } from '../work/walk.ts';

/** A node and all below it are gone in this round. */
export function drop(work: Work, node: SyntaxNode, seed: string): void {
  if (!work.round.dropped.has(node)) work.round.dropped.set(node, seed);
}

/** Everything of a node but some parts below it. */
export function dropAllBut(work: Work, node: SyntaxNode, keep: readonly SyntaxNode[], seed: string): void {
  if (keep.includes(node)) return;
  if (!keep.some((kept) => contains(node, kept))) {
    drop(work, node, seed);
    return;
  }
  for (const child of node.children) dropAllBut(work, child, keep, seed);
}

/** Whether a node is gone as far as this round has come: for questions asked while it is still planning. */
export function isDropped(work: Work, node: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (work.round.dropped.has(at)) return true;
  return false;
}

/** Whether a node will not be there any more. Ask only when the round is planned: answers are remembered. */
export function isDead(work: Work, node: SyntaxNode): boolean {
  const path: SyntaxNode[] = [];
  let dead = false;
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    const known = work.round.dead.get(at);
    if (known !== undefined || work.round.dropped.has(at)) {
      dead = known ?? true;
      break;
    }
    path.push(at);
  }
  for (const step of path) work.round.dead.set(step, dead);
  return dead;
}

/** The occurrence that makes a node change: the first that is known at it or below. */
export function seedOf(work: Work, node: SyntaxNode): string {
  const pending: SyntaxNode[] = [node];
  for (let at = pending.pop(); at; at = pending.pop()) {
    const known =
      work.facts.get(at) ?? work.removals.get(at) ?? work.replacements.get(at) ?? work.rewrites.get(at) ?? null;
    if (known) return known.seed;
    for (let index = at.children.length - 1; index >= 0; index -= 1) {
      const child = at.children[index]!;
      if (work.touched.has(child)) pending.push(child);
    }
  }
  return '';
}
