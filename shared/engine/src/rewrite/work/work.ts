import type { Constant, Program } from '../program.ts';
import type { Span, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Plan } from '../plan/plan.ts';

/** A value that a node has from now on, and the seed it descends from. */
export interface Fact {
  readonly value: Constant;
  readonly seed: string;
  /** The flag's own value and what follows from it, or one of those that a person wrote for the flag to choose from. */
  readonly origin: 'flag' | 'chosen';
}

/** Why a node that carries no mark of its own goes. */
export type Reason = 'mark' | 'unused' | 'dead' | 'emptied' | 'test';

export interface Removal {
  readonly reason: Reason;
  readonly seed: string;
  /** Expressions inside the node that must still run, in source order: `x = f()` with an unused `x`. */
  readonly keep: readonly SyntaxNode[];
}

/**
 * What is known so far. `facts`, `removals` and `replacements` only grow; everything else is computed from them for one
 * round and thrown away.
 */
export interface Work {
  readonly program: Program;
  readonly facts: Map<SyntaxNode, Fact>;
  readonly removals: Map<SyntaxNode, Removal>;
  readonly replacements: Map<SyntaxNode, { readonly by: readonly SyntaxNode[]; readonly seed: string }>;
  /** Text that takes a node's place, for what no other plan says: Go's `_`, a name without its alias. */
  readonly rewrites: Map<SyntaxNode, { readonly span: Span; readonly text: string; readonly seed: string }>;
  /** Nodes with something known at them or below: nothing else is looked at. */
  readonly touched: Set<SyntaxNode>;
  /** Names that can have one value only, and the seed that says so; the value is the flag's, or one that it chose. */
  readonly constants: Map<Binding, { readonly file: SourceFile; readonly seed: string; readonly isOfFlag: boolean }>;
  readonly files: Map<SyntaxNode, SourceFile>;
  readonly deleted: Map<SourceFile, string>;
  /** Names of properties that run code when they are read, in any file. */
  readonly getters: ReadonlySet<string>;
  round: Round;
}

/** What one round decided. */
export interface Round {
  readonly evaluations: Map<SyntaxNode, Evaluation>;
  readonly plans: Map<SyntaxNode, Plan>;
  /** Roots of what is gone in this round, with the seed that did it. */
  readonly dropped: Map<SyntaxNode, string>;
  readonly dead: Map<SyntaxNode, boolean>;
  readonly left: Map<SyntaxNode, string>;
}

export function newRound(): Round {
  return { evaluations: new Map(), plans: new Map(), dropped: new Map(), dead: new Map(), left: new Map() };
}
