import { plainOf } from './fold-line.ts';
import type { Site } from './site.ts';
import type { SourceLines } from './source-lines.ts';

/** White space matters only between these: `return x` is not `returnx`. */
const WORD = /[\p{L}\p{N}_$]/u;
/** `a + +b` is not `a ++b`. */
const DOUBLING = /[+\-=<>&|*/.!?:]/;

/** With fewer letters than this, white space would be most of what a search says. */
const FEWEST_LETTERS = 3;
/** With fewer letters than this, words that lost the white space between them could be other words. */
const FEWEST_LETTERS_GLUED = 12;

interface Squeezed {
  readonly key: string;
  /** The offset in the text of each code unit of `key`. */
  readonly offsets: readonly number[];
}

type Keep = 'words' | 'signs';

const squeezedBySource = new WeakMap<SourceLines, Map<Keep, Squeezed>>();

/**
 * Every place that has the same words and signs, whatever the white space around them. Words are never cut. Only if there
 * is none, the search may also lack white space between words that the file has, and never the other way round.
 */
export function flexibleSites(source: SourceLines, search: string): Site[] {
  const letters = (search.match(/[\p{L}\p{N}]/gu) ?? []).length;
  if (letters < FEWEST_LETTERS) return [];
  const sites = sitesOf(source, search, 'words');
  if (sites.length > 0 || letters < FEWEST_LETTERS_GLUED) return sites;
  const { key } = squeeze(search, 'words');
  return sitesOf(source, search, 'signs').filter(({ start, end }) =>
    lacksOnlySpaces(key, squeeze(source.text.slice(start, end), 'words').key),
  );
}

function sitesOf(source: SourceLines, search: string, keep: Keep): Site[] {
  const wanted = squeeze(search, keep).key;
  const { key, offsets } = squeezedOf(source, keep);
  const sites: Site[] = [];
  for (let at = key.indexOf(wanted); at !== -1; at = key.indexOf(wanted, at + 1)) {
    const start = offsets[at] ?? 0;
    const end = (offsets[at + wanted.length - 1] ?? 0) + 1;
    if (!cutsWord(source.text, start) && !cutsWord(source.text, end)) sites.push(toSite(source, start, end));
  }
  return sites;
}

function squeezedOf(source: SourceLines, keep: Keep): Squeezed {
  const known = squeezedBySource.get(source) ?? new Map<Keep, Squeezed>();
  squeezedBySource.set(source, known);
  const squeezed = known.get(keep) ?? squeeze(source.text, keep);
  known.set(keep, squeezed);
  return squeezed;
}

function lacksOnlySpaces(written: string, actual: string): boolean {
  let at = 0;
  for (const char of actual) {
    if (written.startsWith(char, at)) at += char.length;
    else if (char !== ' ') return false;
  }
  return at === written.length;
}

function squeeze(text: string, keep: Keep): Squeezed {
  const chars: string[] = [];
  const offsets: number[] = [];
  let before = '';
  let gap = false;
  const push = (char: string, offset: number): void => {
    chars.push(char);
    offsets.push(offset);
    before = char;
  };
  for (let at = 0; at < text.length; at += 1) {
    const own = text.charAt(at);
    const plain = own > '\u007f' ? plainOf(own) : own;
    for (let index = 0; index < plain.length; index += 1) {
      const char = plain.charAt(index);
      if (char.trim() === '') {
        gap = true;
        continue;
      }
      if (gap && separates(before, char, keep)) push(' ', at - 1);
      gap = false;
      push(char, at);
    }
  }
  return { key: chars.join(''), offsets };
}

function separates(before: string, char: string, keep: Keep): boolean {
  return (keep === 'words' && WORD.test(before) && WORD.test(char)) || (before === char && DOUBLING.test(char));
}

function cutsWord(text: string, at: number): boolean {
  return WORD.test(text.charAt(at - 1)) && WORD.test(text.charAt(at));
}

/** Alone on its lines, the place takes their indentation and trailing blanks in. */
function toSite(source: SourceLines, start: number, end: number): Site {
  const from = source.lineAt(start);
  const last = source.lineAt(end - 1);
  const stop = source.startOf(last) + (source.lines[last] ?? '').length;
  const isAlone =
    source.text.slice(source.startOf(from), start).trim() === '' && source.text.slice(end, stop).trim() === '';
  if (!isAlone) return { start, end, lines: null };
  return { start: source.startOf(from), end: stop, lines: { from, to: last + 1 } };
}
