import { FlagRequest } from '@iama/contracts/flag/request';
import type { FlagInput } from '@iama/engine/flag/program/flag-input';
import { removeFlag } from '@iama/engine/flag/remove-flag';
import { traceFlag } from '@iama/engine/flag/trace-flag';
import { applyEdits } from '@iama/engine/patch/apply-edits';

/** What is left of some texts without the flag; a deleted file is an empty text. All of them are the whole workspace. */
export function removeInMemory(
  texts: ReadonlyMap<string, string>,
  asked: { readonly key: string; readonly value: boolean },
): ReadonlyMap<string, string> {
  const request = FlagRequest.parse(asked);
  const input = wholeWorkspace(texts);
  const traced = traceFlag(input, request, request.key, request.value, request.mode);
  const results = new Map(texts);
  for (const change of removeFlag(input, request, traced).changes) {
    if (change.change === 'delete') results.set(change.path, '');
    if (change.change === 'modify') results.set(change.path, applyEdits(texts.get(change.path) ?? '', change.edits));
  }
  return results;
}

/** Texts that are all there is, and nothing outside leads to them. */
export function wholeWorkspace(texts: ReadonlyMap<string, string>): FlagInput {
  return { texts, paths: new Set(texts.keys()), scope: '.', outside: new Set(), loaded: new Set(), cache: new Map() };
}

/** The same for one file, as the comparisons of traces and of plantings want it. */
export async function removeStale(path: string, text: string, value: boolean): Promise<string> {
  return await Promise.resolve(removeInMemory(new Map([[path, text]]), { key: 'stale', value }).get(path) ?? text);
}
