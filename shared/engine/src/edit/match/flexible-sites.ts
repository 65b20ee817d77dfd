import { plainOf } from './fold-line.ts';
import type { Site } from './site.ts';
import type { SourceLines } from './source-lines.ts';

/** White space matters only between these: `return x` is not `returnx`. */
const WORD = /[\p{L}\p{N}_$]/u;
/** `a + +b` is not `a ++b`. */
const DOUBLING = /[+\-=<>&|*/.!?:]/;

/** With fewer letters than this, white space would be most of what a search says. */
const FEWEST_LETTERS = 3;

interface Squeezed {
  readonly key: string;
  /** The offset in the text of each code unit of `key`. */
  readonly offsets: readonly number[];
}

const squeezedBySource = new WeakMap<SourceLines, Squeezed>();

/** Every place that has the same words and signs, whatever the white space around them. Words are never cut. */
export function flexibleSites(source: SourceLines, search: string): Site[] {
  const wanted = squeeze(search).key;
  if ((wanted.match(/[\p{L}\p{N}]/gu) ?? []).length < FEWEST_LETTERS) return [];
  const known = squeezedBySource.get(source);
  const { key, offsets } = known ?? squeeze(source.text);
  if (!known) squeezedBySource.set(source, { key, offsets });
  const sites: Site[] = [];
  for (let at = key.indexOf(wanted); at !== -1; at = key.indexOf(wanted, at + 1)) {
    const after = at + wanted.length;
    if (cutsWord(key, at) || cutsWord(key, after)) continue;
    sites.push(toSite(source, offsets[at] ?? 0, (offsets[after - 1] ?? 0) + 1));
  }
  return sites;
}

function squeeze(text: string): Squeezed {
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
      if (gap && separates(before, char)) push(' ', at - 1);
      gap = false;
      push(char, at);
    }
  }
  return { key: chars.join(''), offsets };
}

function separates(before: string, char: string): boolean {
  return (WORD.test(before) && WORD.test(char)) || (before === char && DOUBLING.test(char));
}

function cutsWord(key: string, at: number): boolean {
  return at > 0 && at < key.length && WORD.test(key.charAt(at - 1)) && WORD.test(key.charAt(at));
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
