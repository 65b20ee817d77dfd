import type { FlagSearch } from '@iama/contracts/flag/request';
import { listFlags } from '@iama/engine/flag/list-flags';
import { nearMissKeys } from '@iama/engine/flag/keys/near-misses';
import { spellingPattern } from '@iama/engine/flag/keys/spelling-pattern';
import { flagScan } from '@iama/engine/flag/scan/flag-scan';
import { listFiles } from '../workspace/list-files.ts';
import type { FlagPlace } from './open-flag-search.ts';
import { readFlagTexts } from './read-flag-texts.ts';

/** Keys that the person may have meant: flags that the program asks for, and the same words written otherwise anywhere. */
export async function findNearMisses(place: FlagPlace, search: FlagSearch, key: string): Promise<readonly string[]> {
  const { workspace, scope, signal } = place;
  const listing = await listFiles(workspace, signal);
  const scan = flagScan(search, null);
  const pattern = spellingPattern(key);
  const spellings = new Set<string>();
  const keeps = (_: string, text: string): boolean => {
    for (const [spelling] of text.matchAll(pattern)) spellings.add(spelling);
    return scan.asks(text);
  };
  const { texts } = await readFlagTexts(workspace, listing.files, keeps, [], signal);
  const paths = new Set(listing.files.map(({ path }) => path));
  const { flags } = listFlags({ texts, paths, scope, outside: new Set(), cache: new Map() }, search);
  return nearMissKeys(key, [...spellings, ...flags.map((flag) => flag.key)]);
}
