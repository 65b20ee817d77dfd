import type { FlagSearch, FlagValue } from '@iama/contracts/flag/request';
import type { FlagMode } from '@iama/contracts/flag/request';
import type { FlagSkippedFile } from '@iama/contracts/flag/report';
import type { FlagInput } from '@iama/engine/flag/program/flag-input';
import { declaredForOthers } from '@iama/engine/flag/program/guarded-links';
import { namesInText } from '@iama/engine/flag/scan/names-in-text';
import { pathsLoaded } from '@iama/engine/flag/scan/paths-loaded';
import { moduleWords, passesOn } from '@iama/engine/flag/scan/passes-on';
import { flagScan } from '@iama/engine/flag/scan/flag-scan';
import { traceFlag } from '@iama/engine/flag/trace-flag';
import type { TracedFlag } from '@iama/engine/flag/trace-flag';
import { LOADS_FILES, wordsLoaded } from '@iama/engine/syntax/link/named/loaded-words';
import { languageOfPath } from '@iama/engine/syntax/language-of-path';
import { listFiles } from '../workspace/list-files.ts';
import { CLOSED_FOLDER } from '../workspace/read-tree.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readFlagTexts } from './read-flag-texts.ts';

/** Where to look. `scope` is the file or folder inside the workspace that may change; `.` is all of it. */
export interface FlagPlace {
  readonly workspace: Workspace;
  readonly scope: string;
  readonly signal?: AbortSignal;
}

export interface FlagSearched {
  readonly input: FlagInput;
  readonly traced: TracedFlag;
  readonly boms: ReadonlySet<string>;
  readonly skipped: readonly FlagSkippedFile[];
  readonly files_looked_at: number;
}

/** A value may be carried from file to file; after so many steps the rest is taken as it is. */
const MOST_ROUNDS = 6;
/** Files that only ask for flags by keys made at run time are reported, not changed: so much text of them is enough. */
const MOST_ASKING = 2 * 1024 * 1024;

const NO_WORDS: ReadonlySet<string> = new Set();

/** What stands there uses no code. */
const DOCUMENTS = /\.(md|mdx|markdown|txt|rst|css|scss|less)$/i;

/**
 * Reads what has to do with a flag, in rounds: files that name it, then files that name what carries it or hand it on without
 * a name, and so on. Before something is removed (`mode` not null), all other files are asked which names of the program they use.
 */
export async function openFlagSearch(
  { workspace, scope, signal }: FlagPlace,
  search: FlagSearch,
  key: string,
  value: FlagValue,
  mode: FlagMode | null,
): Promise<FlagSearched> {
  const removing = mode !== null;
  const listing = await listFiles(workspace, signal);
  const closed = listing.closed.map((path) => ({ path, why: 'unreadable' as const, reason: CLOSED_FOLDER }));
  const scan = flagScan(search, key);
  let asking = 0;
  const keeps = (path: string, text: string): boolean => {
    if (scan.names(text, [])) return true;
    if (languageOfPath(path) === null || asking > MOST_ASKING || !scan.asksDynamically(text)) return false;
    asking += text.length;
    return true;
  };
  const first = await readFlagTexts(workspace, listing.files, keeps, [key], signal);
  const texts = new Map(first.texts);
  const boms = new Set(first.boms);
  const known = new Set<string>();
  const input = (): FlagInput => ({
    texts: sorted(texts),
    paths: new Set(listing.files.map(({ path }) => path)),
    scope,
    outside,
    loaded,
    cache,
  });
  const cache: FlagInput['cache'] = new Map();
  const outside = new Set<string>();
  const loaded = new Set<string>();
  let traced = traceFlag(input(), search, key, value, mode ?? 'safe');
  let fresh: Iterable<string> = first.texts.keys();
  for (let round = 1; round < MOST_ROUNDS; round += 1) {
    const words = [...traced.carriers].filter((word) => !known.has(word));
    const modules = removing || traced.carriers.size > 0 ? moduleWords(fresh) : NO_WORDS;
    if (words.length === 0 && modules.size === 0) break;
    for (const word of words) known.add(word);
    const rest = listing.files.filter(({ path }) => languageOfPath(path) !== null && !texts.has(path));
    const leads = (_: string, text: string): boolean => scan.names(text, words) || passesOn(text, modules);
    const more = await readFlagTexts(workspace, rest, leads, [], signal);
    fresh = more.texts.keys();
    if (more.texts.size === 0) continue;
    for (const [path, text] of more.texts) texts.set(path, text);
    for (const path of more.boms) boms.add(path);
    traced = traceFlag(input(), search, key, value, mode ?? 'safe');
  }
  if (removing) {
    const names = declaredForOthers(traced.query.files.values());
    const rest = listing.files.filter(({ path }) => !texts.has(path) && !DOCUMENTS.test(path));
    const look = (path: string, text: string): boolean => {
      namesInText(text, names, outside);
      for (const each of pathsLoaded(path, text)) loaded.add(each);
      const language = languageOfPath(path);
      if (language !== null && LOADS_FILES.has(language)) for (const word of wordsLoaded(text)) loaded.add(word);
      return false;
    };
    await readFlagTexts(workspace, rest, look, [], signal);
    traced = traceFlag(input(), search, key, value, mode ?? 'safe');
  }
  return { input: input(), traced, boms, skipped: [...closed, ...first.skipped], files_looked_at: first.read };
}

/** Reads finish in any order; what is found must not depend on it. */
function sorted(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
