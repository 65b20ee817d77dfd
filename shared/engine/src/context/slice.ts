import type { Target } from '@iama/contracts/workspace/target';

/** Why a piece of source is in a context. In order of worth: what comes later goes first when there is no room. */
export const ROLES = ['target', 'dependency', 'type', 'caller', 'test'] as const;
export type Role = (typeof ROLES)[number];

/** `whole`: as it stands in the file. `signature`: bodies of functions are left out. */
export type Form = 'whole' | 'signature';

/** A piece of one file. */
export interface Slice {
  readonly path: string;
  /** The declaration; null for a whole file. */
  readonly symbol: string | null;
  readonly role: Role;
  readonly form: Form;
  /** Where it begins in its file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly tokens: number;
  /** For people: `src/a.ts imports it by way of src/index.ts`. */
  readonly reason: string;
}

/** A piece before it is decided how much of it there is room for. `distance`: imports between it and the target. */
export interface WantedSlice extends Omit<Slice, 'form' | 'text' | 'tokens'> {
  readonly distance: number;
  readonly whole: string;
  /** Null where leaving bodies out would leave nothing out. */
  readonly signature: string | null;
}

export interface Omission {
  readonly path: string;
  readonly symbol: string | null;
  readonly reason: string;
}

/** How sure we are that edits by symbol will hold, from 0 to 100, and what follows from it. */
export interface Confidence {
  readonly score: number;
  /** Shares from 0 to 1. */
  readonly parse_rate: number;
  readonly symbol_rate: number;
  readonly snippet_completeness: number;
  readonly mode: EditMode;
}

export type EditMode = 'AST_SYMBOLIC' | 'BLACK_BOX' | 'EXACT_SEARCH_REPLACE';

/** What a model is shown, and why. */
export interface Context {
  readonly target: Target;
  readonly slices: readonly Slice[];
  readonly omitted: readonly Omission[];
  readonly tokens: number;
  readonly budget: number;
  readonly confidence: Confidence;
}

export type ContextOutcome =
  | { readonly ok: true; readonly context: Context }
  /** The target alone does not fit: `tokens` are what it takes. */
  | { readonly ok: false; readonly code: 'CONTEXT_SIZE_EXCEEDED'; readonly tokens: number; readonly budget: number };
