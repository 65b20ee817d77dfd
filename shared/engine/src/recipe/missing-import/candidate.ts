import type { Replacement } from '../proposal/proposal.ts';

/** One way to import a name. */
export interface Candidate {
  readonly specifier: string;
  /** The same for two ways that lead to the same declaration. */
  readonly source: string;
  /** The file of the tree that it leads to; null for packages and Node's modules. */
  readonly path: string | null;
  readonly isDefault: boolean;
  readonly edits: readonly Replacement[];
}
