import type { FlagSearch } from '@iama/contracts/flag/request';
import { nearMissKeys } from '@iama/engine/flag/keys/near-misses';
import { spellingPattern } from '@iama/engine/flag/keys/spelling-pattern';
import { flagScan } from '@iama/engine/flag/scan/flag-scan';
import { listFiles } from '../workspace/list-files.ts';
import type { FlagPlace } from './open-flag-search.ts';
import { readFlagTexts } from './read-flag-texts.ts';

/** Keys that the person may have meant: flags that the program asks for, and the same words written otherwise anywhere. */
export async function findNearMisses(place: FlagPlace, search: FlagSearch, key: string): Promise<readonly string[]> {
  const { workspace, signal } = place;
  const pattern = spellingPattern(key);
  const scan = flagScan(search, null);
  const keys = new Set<string>();
  const look = (_: string, text: string): boolean => {
    for (const [spelling] of text.matchAll(pattern)) keys.add(spelling);
    for (const asked of scan.keysIn(text)) keys.add(asked);
    return false;
  };
  await readFlagTexts(workspace, (await listFiles(workspace, signal)).files, look, [], signal);
  return nearMissKeys(key, keys);
}
