import type { FlagSearch } from '@iama/contracts/flag/request';
import type { FlagInventory, SeenFlag } from '@iama/contracts/flag/report';
import { foundOccurrence, inOrder } from './report/occurrences.ts';
import { traceFlag } from './trace-flag.ts';
import type { FlagInput } from './program/flag-input.ts';

/**
 * Every flag that a program asks for by a key that can be read, most used first; and the calls whose key cannot. Only files
 * that `counts` says yes to are counted; the others tell what constants say.
 */
export function listFlags(
  input: FlagInput,
  search: FlagSearch,
  counts: (path: string) => boolean,
): Omit<FlagInventory, 'files_looked_at'> {
  const traced = traceFlag(input, search, null, true, 'safe');
  const sites = traced.sites.filter(({ file }) => counts(file.path));
  const seen = new Map<string, { occurrences: number; files: Set<string>; apis: Set<SeenFlag['apis'][number]> }>();
  for (const { key, file, api, kind, unproven } of sites) {
    const name = key.kind === 'text' ? key.text : key.kind === 'named' ? key.name : '';
    if (kind === 'dynamic' || unproven || name.trim() === '' || name.length > 200) continue;
    const known = seen.get(name) ?? { occurrences: 0, files: new Set(), apis: new Set() };
    known.occurrences += 1;
    known.files.add(file.path);
    if (api) known.apis.add(api);
    seen.set(name, known);
  }
  const flags = [...seen].map(([key, { occurrences, files, apis }]) => ({
    key,
    occurrences,
    files: files.size,
    apis: [...apis],
  }));
  const dynamic = sites.filter(({ kind }) => kind === 'dynamic').map(foundOccurrence);
  return {
    flags: flags.toSorted((a, b) => b.occurrences - a.occurrences || (a.key < b.key ? -1 : 1)),
    dynamic: inOrder(dynamic),
    skipped: traced.skipped.filter(({ path }) => counts(path)),
  };
}
