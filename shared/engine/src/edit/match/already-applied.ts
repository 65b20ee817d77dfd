import type { Matching, SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { exactLineSites, exactSites } from './exact-sites.ts';
import { fitIndents } from './fit-indent.ts';
import { lineSites } from './line-sites.ts';
import { isBetterElsewhere } from './nearest-region.ts';
import type { Site } from './site.ts';
import { splitText } from './source-lines.ts';
import type { SourceLines } from './source-lines.ts';

/**
 * The place where a block's result stands already: its replacement, once, with at least one line that its search does not
 * have, so that the result can be told from what was there before. Null when nothing proves it, or when other lines are
 * more like what the search looks for. A result that was fitted
 * to its place when it was written is known again by the same rules.
 */
export function alreadyApplied(source: SourceLines, block: SearchReplaceBlock, matching: Matching): Site | null {
  if (!bringsSomething(block)) return null;
  const lines = splitText(block.replace.replace(/\r?\n$/, ''));
  const site = resultSite(source, block, matching, lines);
  if (site === null) return null;
  const [from, to] = [source.lineAt(site.start), source.lineAt(Math.max(site.start, site.end - 1)) + 1];
  return isBetterElsewhere(source, block.search, from, to) ? null : site;
}

function resultSite(
  source: SourceLines,
  block: SearchReplaceBlock,
  matching: Matching,
  lines: readonly string[],
): Site | null {
  const exact = block.whole_lines === true ? exactLineSites(source, lines) : exactSites(source, block.replace);
  if (exact.length > 0 || matching === 'strict') return exact.length === 1 ? (exact[0] ?? null) : null;
  const fitted = lineSites(source, lines, 'reindent').filter(({ lines: at }) => {
    const pairs = lines.map((written, index) => ({ written, actual: source.lines[(at?.from ?? 0) + index] ?? '' }));
    return fitIndents(source, pairs, []) !== null;
  });
  return fitted.length === 1 ? (fitted[0] ?? null) : null;
}

function bringsSomething({ search, replace }: SearchReplaceBlock): boolean {
  const before = new Set(splitText(search).map((line) => line.trim()));
  return splitText(replace).some((line) => /\w{2}/.test(line) && !before.has(line.trim()));
}
