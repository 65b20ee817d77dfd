import type { FlagRequest } from '@iama/contracts/flag/request';
import type { FlagOccurrence, FlagReport, FlagSkippedFile } from '@iama/contracts/flag/report';
import type { Patch } from '@iama/contracts/patch/patch';
import type { Finding } from '@iama/contracts/recipe';
import { removeFlag } from '@iama/engine/flag/remove-flag';
import type { RemovedFlag } from '@iama/engine/flag/remove-flag';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { encodeText } from '../workspace/encode-text.ts';
import { findNearMisses } from './find-near-misses.ts';
import { openFlagSearch } from './open-flag-search.ts';
import type { FlagPlace } from './open-flag-search.ts';

export interface FlagPlan {
  readonly report: FlagReport;
  readonly patch: Patch;
}

/** What removing a flag would change, and what it would leave. Writes nothing. Throws CANCELLED, WORKSPACE_UNREADABLE. */
export async function planFlagRemoval(place: FlagPlace, request: FlagRequest): Promise<FlagPlan> {
  const { key, value, mode } = request;
  const searched = await openFlagSearch(place, request, key, value, mode);
  const { input, traced, boms } = searched;
  const removed = removeFlag(input, request, traced);
  const tree = { files: input.texts, paths: input.paths };
  const patch = buildPatch(tree, removed.changes, findingsOf(removed), (path, text) =>
    encodeText(text, boms.has(path)),
  );
  const { occurrences } = removed;
  const count = (outcome: FlagOccurrence['outcome']): number =>
    occurrences.filter((each) => each.outcome === outcome).length;
  const skipped = [...searched.skipped, ...removed.skipped].toSorted(byPath);
  // A key that is made at run time could be any: its file does not name this one.
  const said = occurrences.filter(({ kind }) => kind !== 'dynamic');
  const naming = new Set([...said, ...skipped].map(({ path }) => path));
  const changed = (deleted: boolean): string[] =>
    patch.files.filter(({ change }) => (change === 'delete') === deleted).map(({ path }) => path);
  return {
    patch,
    report: {
      key,
      value,
      mode,
      occurrences: [...occurrences],
      changed: changed(false),
      deleted: changed(true),
      skipped,
      warnings: [...removed.warnings],
      near_misses: naming.size === 0 ? [...(await findNearMisses(place, request, key))] : [],
      figures: {
        files_looked_at: searched.files_looked_at,
        files_naming_it: naming.size,
        found: occurrences.length,
        removed: count('removed'),
        left: count('left'),
        files_changed: changed(false).length,
        files_deleted: changed(true).length,
        lines_added: patch.lines_added,
        lines_removed: patch.lines_removed,
      },
    },
  };
}

/** Hunks of one occurrence belong together, wherever they stand. */
function findingsOf({ deeds }: RemovedFlag): readonly Finding[] {
  return deeds.map(({ id, kind, path, line, message, seed }) => ({
    id,
    kind,
    path,
    line,
    message,
    symbol: null,
    group: seed,
  }));
}

function byPath(a: FlagSkippedFile, b: FlagSkippedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
