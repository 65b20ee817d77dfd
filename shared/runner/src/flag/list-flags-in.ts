import type { FlagInventory } from '@iama/contracts/flag/report';
import type { FlagSearch } from '@iama/contracts/flag/request';
import { listFlags } from '@iama/engine/flag/list-flags';
import { mergeInventories } from '@iama/engine/flag/merge-inventories';
import { flagScan } from '@iama/engine/flag/scan/flag-scan';
import { languageOfPath } from '@iama/engine/syntax/language-of-path';
import { listFiles } from '../workspace/list-files.ts';
import type { FlagPlace } from './open-flag-search.ts';
import { readFlagTexts } from './read-flag-texts.ts';

/** So many files are read and parsed at a time, so that memory does not follow the repository. */
const BATCH = 100;

/** Every flag that the program asks for. A key behind a constant of a far file counts under the constant's name. */
export async function listFlagsIn({ workspace, scope, signal }: FlagPlace, search: FlagSearch): Promise<FlagInventory> {
  const listing = await listFiles(workspace, signal);
  const paths = new Set(listing.files.map(({ path }) => path));
  const scan = flagScan(search, null);
  const parts: FlagInventory[] = [];
  for (let at = 0; at < listing.files.length; at += BATCH) {
    const batch = listing.files.slice(at, at + BATCH);
    const keeps = (path: string, text: string): boolean => languageOfPath(path) !== null && scan.asks(text);
    const { texts, read } = await readFlagTexts(workspace, batch, keeps, [], signal);
    const input = { texts, paths, scope, outside: new Set<string>(), cache: new Map() };
    parts.push({ ...listFlags(input, search), files_looked_at: read });
  }
  return mergeInventories(parts);
}
