import type { TextEdit } from '@iama/contracts/patch/patch';

export type Replacement = Omit<TextEdit, 'finding_id'>;

/** One change that a recipe would make to a file, whole or not at all. */
export interface Proposal {
  readonly kind: string;
  /** What it stands in, or what it is about; null for a file's own code. */
  readonly symbol: string | null;
  /** Where it is, as an offset of the text. */
  readonly at: number;
  /** What tells it from others of its kind and symbol: words of the code, never a line number. */
  readonly key: string;
  readonly message: string;
  readonly edits: readonly Replacement[];
  /** Proposals of one group, in any file, go together or not at all. */
  readonly group?: string | undefined;
}

/** Something that looks as if it belonged to the recipe and stays. */
export interface Hold {
  readonly symbol: string | null;
  readonly at: number;
  readonly reason: string;
}

export interface FileProposals {
  readonly proposals: readonly Proposal[];
  readonly holds: readonly Hold[];
}

/** What a recipe thinks of one file: proposals, or why it does not read the file at all. */
export type FileOutcome = FileProposals | { readonly skip: string };

export const NOTHING: FileProposals = { proposals: [], holds: [] };
