import type { SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { indentOf } from './fit-indent.ts';
import type { Site } from './site.ts';
import { viewOf } from './source-lines.ts';
import type { SourceLines } from './source-lines.ts';

/** Lines `[from, to)`. */
interface Region {
  readonly from: number;
  readonly to: number;
}

/** Which places a block allows: below the lines that it names, and at the end of the file if it says so. */
export function narrowed(source: SourceLines, block: SearchReplaceBlock): (site: Site) => boolean {
  const { within = [], at_end: atEnd = false } = block;
  const whole = [{ from: 0, to: source.lines.length }];
  const regions = within.reduce(
    (outer: readonly Region[], line) => outer.flatMap((region) => regionsBelow(source, line, region)),
    whole,
  );
  return (site) => {
    if (atEnd && source.text.slice(site.end).trim() !== '') return false;
    if (within.length === 0) return true;
    const [from, last] = [source.lineAt(site.start), source.lineAt(Math.max(site.start, site.end - 1))];
    return regions.some((region) => from >= region.from && last < region.to);
  };
}

/** The block that each such line opens; below a line that opens none, the rest of the region. */
function regionsBelow(source: SourceLines, line: string, outer: Region): Region[] {
  const wanted = viewOf('reindent', line);
  const numbers = source.lines.flatMap((_, number) => (number >= outer.from && number < outer.to ? [number] : []));
  const view = (number: number): string => viewOf('reindent', source.lines[number] ?? '');
  const same = numbers.filter((number) => view(number) === wanted);
  const found = same.length > 0 ? same : numbers.filter((number) => startsWithWords(view(number), wanted));
  return found.map((from) => ({ from, to: blockEnd(source, from, outer.to) }));
}

/** `class Cart` names `class Cart {`, and not `class Carts {`. */
function startsWithWords(line: string, wanted: string): boolean {
  return line.startsWith(wanted) && !/^\w/.test(line.slice(wanted.length));
}

function blockEnd(source: SourceLines, opener: number, limit: number): number {
  const depth = indentOf(source.lines[opener] ?? '').length;
  const isBlank = (line: number): boolean => (source.lines[line] ?? '').trim() === '';
  const isDeeper = (line: number): boolean => indentOf(source.lines[line] ?? '').length > depth;
  let at = opener + 1;
  while (at < limit && isBlank(at)) at += 1;
  if (at >= limit || !isDeeper(at)) return limit;
  while (at < limit && (isBlank(at) || isDeeper(at))) at += 1;
  return at < limit && /^\s*(?:[}\])]|end\b)/.test(source.lines[at] ?? '') ? at + 1 : at;
}
