import type { SymbolKind } from '@iama/contracts/edit/patch-edit';

/**
 * One declaration of a file. Offsets are UTF-16 into its text. `start` to `end` is the declaration with `export` and its
 * semicolon, without decorators; `leading_start` is where its decorators, or the comment directly above it, start.
 */
export interface SymbolEntry {
  /** `Cart.total`; the halves of an accessor are `Cart.get total` and `Cart.set total`. */
  readonly name: string;
  /** What it may be called: an arrow function in a `const` is a function and a constant. */
  readonly kinds: readonly SymbolKind[];
  readonly start: number;
  readonly end: number;
  readonly leading_start: number;
  readonly has_decorators: boolean;
  readonly has_comment: boolean;
  /** Signatures of one overloaded function, or a getter and its setter, next to each other: one symbol of several parts. */
  readonly parts: number;
  /** False for one of several variables of a statement: it cannot go or be added to on its own. */
  readonly is_statement: boolean;
  /** The statements or members it stands among, itself included, in source order: where each starts (with what leads it) and ends. */
  readonly siblings: readonly { readonly start: number; readonly end: number }[];
}

/** What a reader of one language knows of a declaration before overloads and accessors are put together. */
export interface Declared {
  readonly owner: string;
  readonly own_name: string;
  readonly kinds: readonly SymbolKind[];
  readonly start: number;
  readonly end: number;
  /** Where its decorators start; `start` without any. */
  readonly decorated_start: number;
  /** `get`, `set` or `del` for halves of an accessor. */
  readonly half: string | null;
  /** A signature without a body, or marked as an overload. */
  readonly is_signature: boolean;
  readonly is_static: boolean;
  readonly is_statement: boolean;
  readonly siblings: SymbolEntry['siblings'];
  /** Its place among the siblings. */
  readonly position: number;
}

export type SymbolIndex =
  | { readonly ok: true; readonly symbols: readonly SymbolEntry[] }
  | { readonly ok: false; readonly reason: 'unsupported' | 'broken'; readonly message: string };
