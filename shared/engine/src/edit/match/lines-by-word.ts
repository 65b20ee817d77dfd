import type { SourceLines } from './source-lines.ts';

/** Words that stand in more lines than this say little about a place. */
const MOST_LINES = 40;
/** So many of the rarest words of a line are followed. */
const MOST_WORDS = 4;

const indexBySource = new WeakMap<SourceLines, ReadonlyMap<string, readonly number[]>>();

/** Lines that share a rare word with `line`, found without reading the whole file each time. */
export function linesByWord(source: SourceLines, line: string): readonly number[] {
  const index = indexBySource.get(source) ?? indexOf(source.lines);
  indexBySource.set(source, index);
  const rare = [...wordsOf(line)]
    .map((word) => index.get(word) ?? [])
    .filter((lines) => lines.length > 0 && lines.length <= MOST_LINES)
    .toSorted((a, b) => a.length - b.length);
  return [...new Set(rare.slice(0, MOST_WORDS).flat())];
}

function indexOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  lines.forEach((line, number) => {
    for (const word of wordsOf(line)) {
      const known = index.get(word);
      if (known) known.push(number);
      else index.set(word, [number]);
    }
  });
  return index;
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.match(/[\p{L}\p{N}_$]{2,}/gu));
}
