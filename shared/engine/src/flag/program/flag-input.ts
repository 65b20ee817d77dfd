import type { ReadCache } from './read-program.ts';

/** Texts that name the flag, carry it on, or ask for flags; with what tells how they belong together. */
export interface FlagInput {
  readonly texts: ReadonlyMap<string, string>;
  /** Every path of the workspace, whether its text was read or not. */
  readonly paths: ReadonlySet<string>;
  readonly cache: ReadCache;
}
