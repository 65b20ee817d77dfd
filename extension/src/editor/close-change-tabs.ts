import { TabInputText, TabInputTextDiff, Uri, window } from 'vscode';
import { CHANGE_SCHEME, changeOf } from './change-documents.ts';

/** Close the diffs of a job that was applied, taken back or sent back: what they show is not what would be written now. */
export async function closeChangeTabs(job_id: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap(({ tabs: all }) => all);
  const stale = tabs.filter(({ input }) => {
    const shown = urisOf(input);
    return shown.length > 0 && shown.every((uri) => uri.scheme === CHANGE_SCHEME && changeOf(uri).job_id === job_id);
  });
  if (stale.length > 0) await window.tabGroups.close(stale, true);
}

function urisOf(input: unknown): readonly Uri[] {
  if (input instanceof TabInputTextDiff) return [input.original, input.modified];
  if (input instanceof TabInputText) return [input.uri];
  // The editor of many diffs has no class of its own in the stable API. A tab that does not look like it is left alone.
  const { textDiffs } = (input ?? {}) as { textDiffs?: unknown };
  return Array.isArray(textDiffs) ? textDiffs.flatMap(urisInDiff) : [];
}

function urisInDiff(diff: { original?: unknown; modified?: unknown }): Uri[] {
  return [diff.original, diff.modified].filter((uri) => uri instanceof Uri);
}
