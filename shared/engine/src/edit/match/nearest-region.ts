import type { FirstDifference, NearestRegion } from '@iama/contracts/edit/edit-outcome';
import { linesByWord } from './lines-by-word.ts';
import { splitText, viewOf } from './source-lines.ts';
import type { LineView, SourceLines } from './source-lines.ts';

/** So many places are compared in full. */
const MOST_CANDIDATES = 12;
/** Below this a place has nothing to do with the search. */
const LEAST_SIMILARITY = 0.35;
/** From here on a place is likely the one that was meant, and was only copied badly. */
const LEAST_OF_THE_SAME = 0.75;
const MOST_TEXT = 4000;

/**
 * The place that is most like a search that was not found: what a person or a model needs to mend it. It is only ever
 * shown. Null when nothing is like it.
 */
export function nearestRegion(source: SourceLines, search: string): NearestRegion | null {
  const wanted = withoutBlankEdges(splitText(search));
  if (wanted.length === 0 || source.lines.length === 0) return null;
  let best: { from: number; similarity: number } | null = null;
  for (const from of candidates(source, wanted)) {
    const similarity = similarityAt(source, wanted, from);
    if (best === null || similarity > best.similarity) best = { from, similarity };
  }
  if (best === null || best.similarity < LEAST_SIMILARITY) return null;
  const to = Math.min(source.lines.length, best.from + wanted.length);
  const actual = source.lines.slice(best.from, to);
  return {
    start_line: best.from + 1,
    end_line: Math.max(best.from + 1, to),
    text: actual.join('\n').slice(0, MOST_TEXT),
    // Another indentation alone is a difference too.
    similarity: Math.min(0.99, Math.round(best.similarity * 100) / 100),
    first_difference:
      firstDifference(wanted, actual, best.from, 'trailing_blanks') ??
      firstDifference(wanted, actual, best.from, 'exact'),
  };
}

/**
 * Whether the search is much like lines outside of `[from, to)`, where its replacement stands, and more so than like these:
 * then it was not made there, and the same text is a coincidence.
 */
export function isBetterElsewhere(source: SourceLines, search: string, from: number, to: number): boolean {
  const wanted = withoutBlankEdges(splitText(search));
  const longest = longestOf(wanted);
  const like = wanted.flatMap((line, index) => {
    const lines = line.trim().length < 3 ? [] : source.linesLike('reindent', line);
    const near = index === longest ? linesByWord(source, line) : [];
    return [...lines.slice(0, MOST_CANDIDATES), ...near].map((number) => number - index);
  });
  let here = LEAST_OF_THE_SAME;
  for (let at = Math.max(0, from - wanted.length + 1); at < to; at += 1)
    here = Math.max(here, similarityAt(source, wanted, at));
  return [...new Set(like)].some(
    (at) => at >= 0 && (at >= to || at + wanted.length <= from) && similarityAt(source, wanted, at) > here,
  );
}

/** Blanks at line ends come last: they are rarely what matters. */
function firstDifference(
  wanted: readonly string[],
  actual: readonly string[],
  from: number,
  view: LineView,
): FirstDifference | null {
  for (let index = 0; index < wanted.length; index += 1) {
    const [expected = '', found = ''] = [wanted[index], actual[index]];
    if (viewOf(view, expected) === viewOf(view, found)) continue;
    let column = 0;
    while (column < expected.length && expected.charAt(column) === found.charAt(column)) column += 1;
    return {
      line: from + index + 1,
      column: column + 1,
      expected: expected.slice(0, MOST_TEXT),
      actual: found.slice(0, MOST_TEXT),
    };
  }
  return null;
}

/** Where the search would start if one of its lines stands where a line like it does. */
function candidates(source: SourceLines, wanted: readonly string[]): Iterable<number> {
  const votes = new Map<number, number>();
  const vote = (line: number, index: number, weight: number): void => {
    const from = Math.min(Math.max(0, line - index), source.lines.length - 1);
    votes.set(from, (votes.get(from) ?? 0) + weight);
  };
  wanted.forEach((line, index) => {
    const like = line.trim().length < 3 ? [] : source.linesLike('reindent', line);
    for (const number of like.slice(0, 200)) vote(number, index, 1 / like.length);
  });
  if (votes.size === 0) {
    // No line in common: the longest one of the search leads to the line that is most like it.
    const longest = longestOf(wanted);
    const pairs = pairsOf(wanted[longest] ?? '');
    source.lines.forEach((line, number) => {
      const similarity = line.length > 1000 ? 0 : overlap(pairs, pairsOf(line));
      if (similarity > 0.3) vote(number, longest, similarity);
    });
  }
  const ranked = [...votes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked.slice(0, MOST_CANDIDATES).map(([from]) => from);
}

function longestOf(lines: readonly string[]): number {
  return lines.reduce((best, line, index) => (line.length > (lines[best] ?? '').length ? index : best), 0);
}

function similarityAt(source: SourceLines, wanted: readonly string[], from: number): number {
  let sum = 0;
  let weight = 0;
  wanted.forEach((line, index) => {
    const size = Math.max(1, line.trim().length);
    const actual = source.lines[from + index] ?? '';
    weight += size;
    sum +=
      size * (viewOf('reindent', line) === viewOf('reindent', actual) ? 1 : overlap(pairsOf(line), pairsOf(actual)));
  });
  return sum / weight;
}

/** Dice's coefficient over pairs of neighbouring characters. */
function overlap(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [pair, count] of a) {
    total += count;
    shared += Math.min(count, b.get(pair) ?? 0);
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}

function pairsOf(line: string): ReadonlyMap<string, number> {
  const text = viewOf('reindent', line);
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function withoutBlankEdges(lines: readonly string[]): readonly string[] {
  const from = lines.findIndex((line) => line.trim() !== '');
  if (from === -1) return [];
  return lines.slice(from, lines.findLastIndex((line) => line.trim() !== '') + 1);
}
