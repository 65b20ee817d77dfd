import type { ReadSource } from '../../syntax/source-file.ts';

/** Files that were read before, by path; a path has one text in one search. */
export type ReadCache = Map<string, ReadSource>;

/** Texts that name the flag, carry it on, or ask for flags; with what tells how they belong together. */
export interface FlagInput {
  readonly texts: ReadonlyMap<string, string>;
  /** Every path of the workspace, whether its text was read or not. */
  readonly paths: ReadonlySet<string>;
  /** Nothing outside of this file or folder is changed; `.` is everything. */
  readonly scope: string;
  /** Names that the program declares for others and that stand in files whose text is not here: see `declaredForOthers`. */
  readonly outside: ReadonlySet<string>;
  /** What those files load: see `pathsLoaded` and `wordsLoaded`. */
  readonly loaded: ReadonlySet<string>;
  readonly cache: ReadCache;
}
