import type { FileChange } from '../patch/file-change.ts';

export type DeedKind =
  | 'inlined_value'
  | 'folded_condition'
  | 'removed_branch'
  | 'removed_dead_code'
  | 'removed_statement'
  | 'removed_item'
  | 'removed_import'
  | 'removed_variable'
  | 'removed_function'
  | 'removed_class'
  | 'removed_parameter'
  | 'removed_test'
  | 'removed_file'
  | 'replaced_by_content';

/** One thing that was done. `id` is what the edits carry; it is stable for the same code. `line` counts from 1. */
export interface Deed {
  readonly id: string;
  readonly kind: DeedKind;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly seed: string;
}

/** A place that a person would expect to change, and that stays, with the reason. */
export interface Left {
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly seed: string;
}

/** What became of the marks of one seed: `left` as soon as one of them stays. */
export type SeedOutcome = { readonly became: 'removed' } | { readonly became: 'left'; readonly reason: string };

/**
 * Changes over the original texts, sorted by path. Every changed file was read again and has no syntax error; what could not
 * be done that way is in `left`.
 */
export interface RewriteResult {
  readonly changes: readonly FileChange[];
  readonly deeds: readonly Deed[];
  readonly left: readonly Left[];
  readonly seeds: ReadonlyMap<string, SeedOutcome>;
}
