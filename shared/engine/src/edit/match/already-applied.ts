import type { SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { exactLineSites, exactSites } from './exact-sites.ts';
import type { Site } from './site.ts';
import { splitText } from './source-lines.ts';
import type { SourceLines } from './source-lines.ts';

/**
 * The place where a block's result stands already: its replacement, exactly and once, with at least one line that its
 * search does not have, so that the result can be told from what was there before. Null when nothing proves it.
 */
export function alreadyApplied(source: SourceLines, block: SearchReplaceBlock): Site | null {
  if (!bringsSomething(block)) return null;
  const lines = splitText(block.replace.replace(/\r?\n$/, ''));
  const sites = block.whole_lines === true ? exactLineSites(source, lines) : exactSites(source, block.replace);
  return sites.length === 1 ? (sites[0] ?? null) : null;
}

function bringsSomething({ search, replace }: SearchReplaceBlock): boolean {
  const before = new Set(splitText(search).map((line) => line.trim()));
  return splitText(replace).some((line) => /\w{2}/.test(line) && !before.has(line.trim()));
}
