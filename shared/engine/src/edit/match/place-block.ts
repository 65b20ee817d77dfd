import type { MatchLayer } from '@iama/contracts/edit/edit-outcome';
import type { Matching, SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { exactLineSites, exactSites } from './exact-sites.ts';
import { fitIndents, fitLine } from './fit-indent.ts';
import { flexibleSites } from './flexible-sites.ts';
import { alignLines, lineEdits } from './line-edits.ts';
import type { RawEdit } from './line-edits.ts';
import { lineSites } from './line-sites.ts';
import { narrowed } from './narrowed.ts';
import type { Site } from './site.ts';
import { endNear, splitText } from './source-lines.ts';
import type { LineView, SourceLines } from './source-lines.ts';

export type BlockPlace =
  | {
      readonly status: 'found';
      readonly layer: MatchLayer;
      readonly sites: readonly Site[];
      /** Sorted, without overlaps; empty when the block changes nothing. */
      readonly edits: readonly RawEdit[];
    }
  | { readonly status: 'ambiguous'; readonly layer: MatchLayer; readonly sites: readonly Site[] }
  | { readonly status: 'missing' };

/** What a block says, as lines. */
interface Wanted {
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

/**
 * Find the one place that a block means, layer by layer, and say what to change there. A layer with several places ends
 * the search: a looser one would only find more. `all` takes every exact place. `indents_matter`: the language tells by
 * indentation what belongs together, so that lines of which each has another one than the file's are other code.
 */
export function placeBlock(
  source: SourceLines,
  block: SearchReplaceBlock,
  matching: Matching,
  indents_matter = false,
): BlockPlace {
  if (block.search === '') return block.at_end === true ? appended(source, block) : { status: 'missing' };
  const isAllowed = narrowed(source, block);
  const exact = sitesOf(source, block, matching).filter(isAllowed);
  if (block.all === true) {
    const sites = apart(exact);
    if (sites.length === 0) return { status: 'missing' };
    return { status: 'found', layer: 'exact', sites, edits: sites.flatMap((site) => exactEdits(source, block, site)) };
  }
  const [only] = exact;
  if (exact.length > 1) return { status: 'ambiguous', layer: 'exact', sites: exact };
  if (only) return { status: 'found', layer: 'exact', sites: exact, edits: exactEdits(source, block, only) };
  if (matching === 'strict' || block.search.trim() === '') return { status: 'missing' };
  const place = tolerant(source, block, isAllowed);
  const isOther =
    indents_matter && place.status === 'found' && place.layer === 'flexible' && !isIndentedAlike(source, block, place);
  return isOther ? { status: 'missing' } : place;
}

function isIndentedAlike(source: SourceLines, block: SearchReplaceBlock, place: { sites: readonly Site[] }): boolean {
  const { search, replace } = withoutBlankEdges(wantedLines(block));
  const [first = 0, last = 0] = place.sites.flatMap(({ start, end }) => [source.lineAt(start), source.lineAt(end - 1)]);
  if (search.length === 1) return true;
  const pairs = search.map((written, index) => ({ written, actual: source.lines[first + index] ?? '' }));
  return last - first + 1 === search.length && fitIndents(source, pairs, replace) !== null;
}

/**
 * Where lines are meant, a part of a line is taken only after whole lines were looked for in every way that the matching
 * allows, and never if it cuts a word.
 */
function sitesOf(source: SourceLines, block: SearchReplaceBlock, matching: Matching): Site[] {
  if (block.whole_lines !== true) return exactSites(source, block.search);
  const lines = exactLineSites(source, asLines(block.search));
  return lines.length > 0 || (matching === 'tolerant' && block.all !== true) ? lines : partialSites(source, block);
}

function partialSites(source: SourceLines, block: SearchReplaceBlock): Site[] {
  const isWord = (at: number): boolean => /[\p{L}\p{N}_$]/u.test(source.text.charAt(at));
  const text = block.search.replace(/\r?\n$/, '');
  if (text.trim() === '') return [];
  return exactSites(source, text).filter(
    ({ start, end }) => !(isWord(start - 1) && isWord(start)) && !(isWord(end - 1) && isWord(end)),
  );
}

function appended(source: SourceLines, block: SearchReplaceBlock): BlockPlace {
  const lines = asLines(block.replace).map((text) => ({ text }));
  const site = { start: source.text.length, end: source.text.length, lines: null };
  const edits = lineEdits(source, source.lines.length, source.lines.length, lines);
  return { status: 'found', layer: 'exact', sites: [site], edits };
}

/** From left to right, each starting where the one before has ended. */
function apart(sites: readonly Site[]): Site[] {
  const chosen: Site[] = [];
  for (const site of sites.toSorted((a, b) => a.start - b.start)) {
    if (site.start >= (chosen.at(-1)?.end ?? 0)) chosen.push(site);
  }
  return chosen;
}

function exactEdits(source: SourceLines, block: SearchReplaceBlock, site: Site): RawEdit[] {
  const { whole_lines: wholeLines = false, replace } = block;
  const search = wholeLines && site.lines === null ? block.search.replace(/\r?\n$/, '') : block.search;
  const isLines = wholeLines || replace === '' || search.endsWith('\n') === replace.endsWith('\n');
  if (site.lines === null || !isLines) {
    const text = wholeLines ? replace.replace(/\r?\n$/, '') : replace;
    const end = endNear(source, source.lineAt(site.start));
    // A last line that has no end was found by a search that has one.
    const isOpen = search.endsWith('\n') && !source.text.slice(site.start, site.end).endsWith('\n');
    const written = splitText(isOpen ? text.replace(/\r?\n$/, '') : text).join(end);
    return source.text.slice(site.start, site.end) === written
      ? []
      : [{ start: site.start, end: site.end, replacement: written }];
  }
  const wanted = wantedLines(block);
  return lineEdits(source, site.lines.from, site.lines.to, alignLines(wanted.search, wanted.replace));
}

/** An edit that leaves nothing takes the lines away, and not just what stands in them. */
function wantedLines({ search, replace }: SearchReplaceBlock): Wanted {
  return { search: asLines(search), replace: replace === '' ? [] : asLines(replace) };
}

function asLines(text: string): string[] {
  const lines = splitText(text);
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

const VIEWS = ['trailing_blanks', 'punctuation', 'reindent'] as const satisfies readonly (LineView & MatchLayer)[];

function tolerant(source: SourceLines, block: SearchReplaceBlock, isAllowed: (site: Site) => boolean): BlockPlace {
  const whole = wantedLines(block);
  const trimmed = withoutBlankEdges(whole);
  // `});` may stand anywhere: what is looked for loosely has to have words in it.
  for (const layer of /[\p{L}\p{N}]/u.test(block.search) ? VIEWS : []) {
    for (const wanted of trimmed.search.length < whole.search.length ? [whole, trimmed] : [whole]) {
      const fits = lineSites(source, wanted.search, layer)
        .filter(isAllowed)
        .flatMap((site) => {
          const edits = refit(source, wanted, site, layer);
          return edits === null ? [] : [{ site, edits }];
        });
      const [only] = fits;
      if (fits.length > 1) return { status: 'ambiguous', layer, sites: fits.map((each) => each.site) };
      if (only) return { status: 'found', layer, sites: [only.site], edits: only.edits };
    }
  }
  const partial = block.whole_lines === true ? partialSites(source, block).filter(isAllowed) : [];
  const [part] = partial;
  if (partial.length > 1) return { status: 'ambiguous', layer: 'exact', sites: partial };
  if (part) return { status: 'found', layer: 'exact', sites: partial, edits: exactEdits(source, block, part) };
  return flexible(source, block, trimmed, flexibleSites(source, block.search).filter(isAllowed));
}

/** What is written anew gets the file's indentation; what is only repeated stays the file's own. */
function refit(source: SourceLines, wanted: Wanted, site: Site, layer: LineView): RawEdit[] | null {
  if (site.lines === null) return null;
  const { from, to } = site.lines;
  const actual = source.lines.slice(from, to);
  const pairs = wanted.search.map((written, index) => ({ written, actual: actual[index] ?? '' }));
  const fit = layer === 'reindent' ? fitIndents(source, pairs, wanted.replace) : (indent: string) => indent;
  if (fit === null) return null;
  const lines = alignLines(wanted.search, wanted.replace, true).map((line) =>
    'keep' in line ? line : { text: fitLine(fit, line.text) },
  );
  return lineEdits(source, from, to, lines);
}

function flexible(source: SourceLines, block: SearchReplaceBlock, wanted: Wanted, sites: readonly Site[]): BlockPlace {
  const [site] = sites;
  if (site === undefined) return { status: 'missing' };
  if (sites.length > 1) return { status: 'ambiguous', layer: 'flexible', sites };
  if (site.lines === null) {
    const text = splitText(withoutEdges(block)).join(endNear(source, source.lineAt(site.start)));
    return {
      status: 'found',
      layer: 'flexible',
      sites,
      edits: [{ start: site.start, end: site.end, replacement: text }],
    };
  }
  const { from, to } = site.lines;
  const pairs = wanted.search.map((written, index) => ({ written, actual: source.lines[from + index] ?? '' }));
  const isPaired = to - from === pairs.length;
  const fit =
    (isPaired ? fitIndents(source, pairs, wanted.replace) : null) ??
    // Lines do not stand for each other here, so the first one speaks for all.
    fitIndents(source, pairs.slice(0, 1), [...wanted.search, ...wanted.replace]) ??
    ((indent: string) => indent);
  const lines = wanted.replace.map((text) => ({ text: fitLine(fit, text) }));
  return { status: 'found', layer: 'flexible', sites, edits: lineEdits(source, from, to, lines) };
}

/** The replacement without the white space at its edges that its search has there too. */
function withoutEdges({ search, replace }: SearchReplaceBlock): string {
  const head = /^\s*/.exec(search)?.[0] ?? '';
  const tail = /\s*$/.exec(search)?.[0] ?? '';
  const opened = head !== '' && replace.startsWith(head) ? replace.slice(head.length) : replace;
  return tail !== '' && opened.endsWith(tail) ? opened.slice(0, -tail.length) : opened;
}

/** Blank lines at the edges of a search are padding; the replacement loses as many of its own. */
function withoutBlankEdges({ search, replace }: Wanted): Wanted {
  const isBlank = (line: string | undefined): boolean => line?.trim() === '';
  const head = Math.max(
    0,
    search.findIndex((line) => !isBlank(line)),
  );
  const tail = search.length - 1 - search.findLastIndex((line) => !isBlank(line));
  let [from, to] = [0, replace.length];
  while (from < head && from < to && isBlank(replace[from])) from += 1;
  while (replace.length - to < tail && to > from && isBlank(replace[to - 1])) to -= 1;
  return { search: search.slice(head, search.length - tail), replace: replace.slice(from, to) };
}
