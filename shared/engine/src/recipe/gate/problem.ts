import type { SourceTree } from '../recipe.ts';

/** Something that is wrong after a change and was not before. */
export interface Problem {
  readonly path: string;
  /** Where in the text afterwards; null when it is about the file. */
  readonly at: number | null;
  /** As a compiler would say it, without a full stop at its end. */
  readonly message: string;
}

/** Looks for problems that `texts` (see `changedTexts`) would bring into a tree. Problems that were there before do not count. */
export type Checker = (
  tree: SourceTree,
  texts: ReadonlyMap<string, string | null>,
) => readonly Problem[] | Promise<readonly Problem[]>;
