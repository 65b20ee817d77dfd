import type { Site } from './site.ts';
import type { SourceLines } from './source-lines.ts';
import { lineSites } from './line-sites.ts';

/**
 * Every place where the text stands character by character; `\r\n` and `\n` count as one. Overlapping places count too, so
 * that one place really means one. If there is none, a search that ends in a newline finds a last line that has none.
 */
export function exactSites(source: SourceLines, search: string): Site[] {
  const flat = search.replaceAll('\r\n', '\n');
  const parts = flat.split('\n');
  const found = parts.length < 3 ? scan(source, flat) : anchored(source, parts);
  const { text, ends } = source;
  if (found.length > 0 || !flat.endsWith('\n') || flat === '\n' || text === '' || ends.at(-1) !== '') return found;
  return exactSites(source, flat.slice(0, -1)).filter((site) => site.end === text.length);
}

/** Places where the text stands as whole lines. `lines` have no ends. */
export function exactLineSites(source: SourceLines, lines: readonly string[]): Site[] {
  return lineSites(source, lines, 'exact');
}

function scan(source: SourceLines, flat: string): Site[] {
  const sites: Site[] = [];
  for (let at = source.flat.indexOf(flat); at !== -1; at = source.flat.indexOf(flat, at + 1)) {
    sites.push(toSite(source, source.fromFlat(at), source.fromFlat(at + flat.length)));
  }
  return sites;
}

/** With three lines or more the ones in the middle are whole: the rarest of them leads to all places at once. */
function anchored(source: SourceLines, parts: readonly string[]): Site[] {
  const [first = '', ...rest] = parts;
  const last = rest.at(-1) ?? '';
  let anchor = 1;
  for (let index = 2; index < parts.length - 1; index += 1) {
    if (count(source, parts[index]) < count(source, parts[anchor])) anchor = index;
  }
  const sites: Site[] = [];
  for (const number of source.linesLike('exact', parts[anchor] ?? '')) {
    const from = number - anchor;
    const to = from + parts.length - 1;
    if (from < 0 || to > source.lines.length || source.ends[to - 1] === '') continue;
    const isMiddle = parts.slice(1, -1).every((part, index) => source.lines[from + 1 + index] === part);
    const head = source.lines[from] ?? '';
    if (!isMiddle || !head.endsWith(first) || !(source.lines[to] ?? '').startsWith(last)) continue;
    sites.push(toSite(source, source.startOf(from) + head.length - first.length, source.startOf(to) + last.length));
  }
  return sites;
}

function count(source: SourceLines, line = ''): number {
  return source.linesLike('exact', line).length;
}

function toSite(source: SourceLines, start: number, end: number): Site {
  const from = source.lineAt(start);
  if (source.startOf(from) !== start || end <= start) return { start, end, lines: null };
  const last = source.lineAt(end - 1);
  const stop = source.startOf(last) + (source.lines[last] ?? '').length;
  return { start, end, lines: end >= stop ? { from, to: last + 1 } : null };
}
