import type { FlagMode, FlagSearch, FlagValue } from '@iama/contracts/flag/request';
import type { FlagSkippedFile } from '@iama/contracts/flag/report';
import { linkProgram } from '../syntax/link/link-program.ts';
import { carrierNames } from './find/carriers.ts';
import { findSites } from './find/find-sites.ts';
import type { FlagQuery } from './find/flag-query.ts';
import { findThroughWrappers } from './find/own-wrappers.ts';
import type { Site } from './find/site.ts';
import { keyConstants } from './keys/key-constants.ts';
import { markConstants } from './mark/mark-constants.ts';
import { guardedLinks } from './program/guarded-links.ts';
import { readProgram } from './program/read-program.ts';
import { whyFixed } from './program/why-fixed.ts';
import type { FlagInput } from './program/flag-input.ts';
import { isVariableName, searchedApis } from './scan/flag-scan.ts';

export interface TracedFlag {
  readonly query: FlagQuery;
  readonly sites: readonly Site[];
  readonly skipped: readonly FlagSkippedFile[];
  /** Names that carry the flag into files which may not name it. */
  readonly carriers: ReadonlySet<string>;
}

/** Everything in the code that has to do with the flag, and what follows from it. `key` null: with any flag. */
export function traceFlag(
  input: FlagInput,
  search: FlagSearch,
  key: string | null,
  value: FlagValue,
  mode: FlagMode,
): TracedFlag {
  const { files, skipped } = readProgram(input);
  const unread = skipped.map(({ path }) => input.texts.get(path) ?? '');
  const fixed = whyFixed(input.scope, search);
  const links = guardedLinks(linkProgram(files, { files: input.texts, paths: input.paths }), {
    unread,
    outside: input.outside,
    loaded: input.loaded,
    fixed,
  });
  const query: FlagQuery = { key, value, mode, apis: searchedApis(search, key), files, links, texts: input.texts };
  const stays = (site: Site): Site => {
    const reason = fixed(site.file.path);
    return reason === null ? site : { ...site, marks: [], left: reason };
  };
  const direct = findSites(query)
    .filter((site) => !isNoise(site, search, key))
    .map(stays);
  const sites = findThroughWrappers(query, direct).map(stays);
  if (key === null) return { query, sites, skipped, carriers: new Set() };
  const names = new Set(query.apis.flatMap(({ api }) => api.constants.map((name) => name.replace(/^.*\./, ''))));
  const declared = keyConstants(query, sites, names);
  const constants = markConstants(query, sites, declared).map(stays);
  const carriers = carrierNames(query, sites, declared);
  const concerned = skipped.filter(({ path }) => {
    const text = input.texts.get(path) ?? '';
    return [key, ...carriers].some((name) => text.includes(name));
  });
  return { query, sites: [...sites, ...constants], skipped: concerned, carriers };
}

/** Variables of the process that are read by a name made at run time say nothing about flags that are not called like one. */
function isNoise({ kind, api }: Site, { presets }: FlagSearch, key: string | null): boolean {
  return kind === 'dynamic' && api === 'environment' && !isVariableName(key) && !presets.includes('environment');
}
