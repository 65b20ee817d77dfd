import type { Constant } from '../program.ts';
import type { IfNode, SyntaxNode } from '../../syntax/node.ts';

/**
 * What becomes of a node. Nodes without a plan stay, and what stands below them is looked at.
 *
 * - `literal`: the node becomes a constant.
 * - `stand_in`: the node becomes what stands inside it. `tail` keeps what follows it inside the node (Ruby's `end`).
 * - `gone`: the node goes. `effects` must still run; `declare` names that the language would otherwise forget.
 * - `contents`: a statement becomes the statements inside `branches`, without what encloses them, or with a block of their
 *   own when a name would clash.
 * - `condition`: an `if` stays and loses a part.
 * - `else`: an `else if` becomes an `else`.
 * - `sequence`: the node becomes several others that stand inside it.
 */
export type Plan =
  | { readonly kind: 'literal'; readonly value: Constant; readonly seed: string }
  | { readonly kind: 'stand_in'; readonly node: SyntaxNode; readonly seed: string }
  | {
      readonly kind: 'gone';
      readonly effects: readonly SyntaxNode[];
      readonly declare: readonly string[];
      readonly seed: string;
    }
  | {
      readonly kind: 'contents';
      readonly effects: readonly SyntaxNode[];
      readonly branches: readonly Branch[];
      readonly block: boolean;
      readonly declare: readonly string[];
      readonly seed: string;
    }
  | { readonly kind: 'condition'; readonly node: IfNode; readonly drop: 'then' | 'otherwise'; readonly seed: string }
  | { readonly kind: 'else'; readonly branch: SyntaxNode; readonly seed: string }
  | { readonly kind: 'sequence'; readonly nodes: readonly SyntaxNode[]; readonly seed: string };

/** Statements that take the place of the statement around them: a block, one statement, or some of an arm's. */
export type Branch = SyntaxNode | readonly SyntaxNode[];
