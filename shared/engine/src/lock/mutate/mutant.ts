/** What a mutant changes. One small fault each, of the kinds people make. */
export type MutantKind =
  | 'operator'
  | 'constant'
  | 'off_by_one'
  | 'condition'
  | 'removed_statement'
  | 'swapped_arguments'
  | 'return_value';

/** One fault: `[start, end)` of the file's text, in UTF-16 code units, becomes `replacement`. */
export interface Mutant {
  /** `<path>:<start>:<end>:<number at that place>`; stable for the same text. */
  readonly id: string;
  readonly path: string;
  readonly kind: MutantKind;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** From 1. */
  readonly line: number;
  /** `a > b  became  a >= b`, for people. */
  readonly words: string;
}
