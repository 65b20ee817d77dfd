import { findFlagIn } from '@iama/runner/flag/find-flag-in';
import { listFlagsIn } from '@iama/runner/flag/list-flags-in';
import { showInventory, showOccurrences, showSkipped } from '../views/flag.ts';
import { count } from '../views/preflight.ts';
import type { App } from './app.ts';
import { flagNotFound } from './flag-not-found.ts';
import { flagKey, flagPlace, flagSearch } from './flag-options.ts';
import type { FlagSearchOptions } from './flag-options.ts';

export interface FlagFindOptions extends FlagSearchOptions {
  readonly flag: string | undefined;
}

/** Where a flag stands; or, without one, which flags there are. Writes nothing, asks no server. */
export async function flagFind(app: App, path: string, options: FlagFindOptions): Promise<void> {
  const { terminal } = app;
  const search = await flagSearch(app, options);
  const key = options.flag === undefined ? null : flagKey(options.flag);
  const place = await flagPlace(app, path, app.takeInterrupts());
  if (key === null) {
    const inventory = await listFlagsIn(place, search);
    terminal.record(inventory);
    showInventory(terminal, inventory);
    return;
  }
  const found = await findFlagIn(place, search, key);
  terminal.record(found);
  const isNamed = found.occurrences.some(({ kind }) => kind !== 'dynamic');
  if (!isNamed && found.skipped.length === 0) throw flagNotFound(found);
  showOccurrences(terminal, found.occurrences);
  showSkipped(terminal, found.skipped);
  const files = new Set(found.occurrences.map((each) => each.path));
  terminal.line(
    `${count(found.occurrences.length, 'occurrence')} of ${key} in ${count(files.size, 'file')} of ${found.files_looked_at}`,
  );
}
