/**
 * What a text says about names, by line (from 1). `uses` are pairs of a declaration and a use of it in the same file;
 * `exports` and `imports` reach other files. A member is known by its name alone.
 */
export interface NameFacts {
  /** Every declared name, so that a name that only moves is not taken for a new one. */
  readonly declared: ReadonlySet<string>;
  readonly uses: readonly { readonly name: string; readonly declared_line: number; readonly line: number }[];
  readonly exports: readonly { readonly name: string; readonly line: number }[];
  /** `specifier` is null where files are not told apart, only names. */
  readonly imports: readonly { readonly name: string; readonly specifier: string | null; readonly line: number }[];
  readonly members: readonly { readonly name: string; readonly line: number }[];
  readonly member_uses: readonly { readonly name: string; readonly line: number }[];
}

export const NO_FACTS: NameFacts = {
  declared: new Set(),
  uses: [],
  exports: [],
  imports: [],
  members: [],
  member_uses: [],
};
