import type { FlagOccurrence, FlagSkippedFile } from '@iama/contracts/flag/report';
import type { FlagSearch } from '@iama/contracts/flag/request';
import { findFlag } from '@iama/engine/flag/find-flag';
import { findNearMisses } from './find-near-misses.ts';
import { openFlagSearch } from './open-flag-search.ts';
import type { FlagPlace } from './open-flag-search.ts';

export interface FlagFound {
  readonly key: string;
  readonly occurrences: readonly FlagOccurrence[];
  readonly skipped: readonly FlagSkippedFile[];
  readonly near_misses: readonly string[];
  readonly files_looked_at: number;
}

/** Every place that names a flag. */
export async function findFlagIn(place: FlagPlace, search: FlagSearch, key: string): Promise<FlagFound> {
  const { input, traced, skipped, files_looked_at } = await openFlagSearch(place, search, key, true, null);
  const found = findFlag(input, search, traced);
  // A key that is made at run time could be any.
  const isNamed = found.occurrences.some(({ kind }) => kind !== 'dynamic');
  const isNowhere = !isNamed && skipped.length === 0 && found.skipped.length === 0;
  return {
    key,
    occurrences: found.occurrences,
    skipped: [...skipped, ...found.skipped],
    near_misses: isNowhere ? await findNearMisses(place, search, key) : [],
    files_looked_at,
  };
}
