import type { FlagInventory } from '@iama/contracts/flag/report';
import type { FlagSearch } from '@iama/contracts/flag/request';
import type { FlagInput } from '@iama/engine/flag/program/flag-input';
import { listFlags } from '@iama/engine/flag/list-flags';
import { mergeInventories } from '@iama/engine/flag/merge-inventories';
import { flagScan } from '@iama/engine/flag/scan/flag-scan';
import { languageOfPath } from '@iama/engine/syntax/language-of-path';
import { listFiles } from '../workspace/list-files.ts';
import type { FlagPlace } from './open-flag-search.ts';
import { readFlagTexts } from './read-flag-texts.ts';

/** So many files are read and parsed at a time, so that memory does not follow the repository. */
const BATCH = 100;
/** Files that are called after flags hold the keys that others ask by; they are read with every part. */
const HOLDS_KEYS = /(flag|feature|toggle|experiment|gate)[^/]*\.\w+$/i;
const MOST_HOLDERS = 60;
const LARGEST_HOLDER = 64 * 1024;

/** Every flag that the program asks for. A key behind a constant that cannot be seen counts under the constant's name. */
export async function listFlagsIn({ workspace, scope, signal }: FlagPlace, search: FlagSearch): Promise<FlagInventory> {
  const listing = await listFiles(workspace, signal);
  const code = listing.files.filter(({ path }) => languageOfPath(path) !== null);
  const paths = new Set(listing.files.map(({ path }) => path));
  const scan = flagScan(search, null);
  const holders = code
    .filter(({ path, size }) => HOLDS_KEYS.test(path) && size <= LARGEST_HOLDER)
    .slice(0, MOST_HOLDERS);
  const keys = (await readFlagTexts(workspace, holders, () => true, [], signal)).texts;
  const cache: FlagInput['cache'] = new Map();
  const parts: FlagInventory[] = [];
  for (let at = 0; at < code.length; at += BATCH) {
    const batch = code.slice(at, at + BATCH);
    const { texts, read } = await readFlagTexts(workspace, batch, (_, text) => scan.asks(text), [], signal);
    const own = new Set(texts.keys());
    const input = {
      texts: new Map([...keys, ...texts]),
      paths,
      scope,
      outside: new Set<string>(),
      loaded: new Set<string>(),
      cache: new Map(cache),
    };
    parts.push({ ...listFlags(input, search, (path) => own.has(path)), files_looked_at: read });
    for (const path of keys.keys()) keep(cache, path, input.cache);
  }
  return mergeInventories(parts);
}

/** What was parsed of a file that is read with every part is parsed once. */
function keep(cache: FlagInput['cache'], path: string, from: FlagInput['cache']): void {
  const read = from.get(path);
  if (read) cache.set(path, read);
}
