import type { FlagSearch } from '@iama/contracts/flag/request';
import { nearMissKeys } from '@iama/engine/flag/keys/near-misses';
import { spellingPattern } from '@iama/engine/flag/keys/spelling-pattern';
import { listFiles } from '../workspace/list-files.ts';
import { listFlagsIn } from './list-flags-in.ts';
import type { FlagPlace } from './open-flag-search.ts';
import { readFlagTexts } from './read-flag-texts.ts';

/** Keys that the person may have meant: flags that the program asks for, and the same words written otherwise anywhere. */
export async function findNearMisses(place: FlagPlace, search: FlagSearch, key: string): Promise<readonly string[]> {
  const { workspace, signal } = place;
  const pattern = spellingPattern(key);
  const spellings = new Set<string>();
  const look = (_: string, text: string): boolean => {
    for (const [spelling] of text.matchAll(pattern)) spellings.add(spelling);
    return false;
  };
  await readFlagTexts(workspace, (await listFiles(workspace, signal)).files, look, [], signal);
  const { flags } = await listFlagsIn(place, search);
  return nearMissKeys(key, [...spellings, ...flags.map((flag) => flag.key)]);
}
