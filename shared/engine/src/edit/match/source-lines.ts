import { foldLine } from './fold-line.ts';

/** How much of two lines must agree. */
export type LineView = 'exact' | 'trailing_blanks' | 'punctuation' | 'reindent';

/** A text cut into lines, with what searching it again and again needs. Lines count from 0. */
export interface SourceLines {
  readonly text: string;
  /** Without their ends. A final newline ends the last line and starts none; an empty text has no lines. */
  readonly lines: readonly string[];
  /** `\n`, `\r\n`, or nothing for a last line that has none. */
  readonly ends: readonly string[];
  /** Where each line starts in `text`. */
  readonly starts: readonly number[];
  /** The same text with `\n` for every line end. */
  readonly flat: string;
  /** The offset in `text` of an offset in `flat`. */
  fromFlat(offset: number): number;
  /** The line that holds an offset of `text`; the number of lines for the end of a text that ends in a newline. */
  lineAt(offset: number): number;
  /** Offset where a line starts, also for the line after the last. */
  startOf(line: number): number;
  /** Lines that look like `line` in this view. */
  linesLike(view: LineView, line: string): readonly number[];
}

/** What a line looks like in a view: equal keys, equal lines. */
export function viewOf(view: LineView, line: string): string {
  if (view === 'exact') return line;
  if (view === 'trailing_blanks') return line.trimEnd();
  return view === 'punctuation' ? foldLine(line).trimEnd() : foldLine(line).trim();
}

export function readSourceLines(text: string): SourceLines {
  const lines: string[] = [];
  const ends: string[] = [];
  const starts: number[] = [];
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const stop = newline === -1 ? text.length : newline;
    const cut = newline > at && text.charCodeAt(newline - 1) === 13 ? stop - 1 : stop;
    starts.push(at);
    lines.push(text.slice(at, cut));
    ends.push(newline === -1 ? '' : text.slice(cut, newline + 1));
    at = newline === -1 ? text.length : newline + 1;
  }
  const startOf = (line: number): number => starts[line] ?? text.length;
  const isPlain = !text.includes('\r\n');
  const flat = isPlain ? text : text.replaceAll('\r\n', '\n');
  const flatStarts = isPlain ? starts : flattened(lines);
  const fromFlat = (offset: number): number => {
    if (isPlain) return offset;
    const line = lastAtMost(flatStarts, offset);
    return offset >= flat.length ? text.length : (starts[line] ?? 0) + offset - (flatStarts[line] ?? 0);
  };
  const indexes = new Map<LineView, ReadonlyMap<string, readonly number[]>>();
  const indexFor = (view: LineView): ReadonlyMap<string, readonly number[]> => {
    const known = indexes.get(view);
    if (known) return known;
    const made = indexByView(view, lines);
    indexes.set(view, made);
    return made;
  };
  return {
    text,
    lines,
    ends,
    starts,
    flat,
    fromFlat,
    lineAt: (offset) => (offset >= text.length && ends.at(-1) !== '' ? lines.length : lastAtMost(starts, offset)),
    startOf,
    linesLike: (view, line) => indexFor(view).get(viewOf(view, line)) ?? [],
  };
}

function indexByView(view: LineView, lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  lines.forEach((line, number) => {
    const key = viewOf(view, line);
    const known = index.get(key);
    if (known) known.push(number);
    else index.set(key, [number]);
  });
  return index;
}

function flattened(lines: readonly string[]): number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });
}

/** Index of the last entry that is not above `value`; 0 when all are. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The lines of a text that is not a file: cut at every newline, `\r\n` taken for `\n`. `''` is one empty line. */
export function splitText(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split('\n');
}

/** What a new line after or in place of `line` ends in: as its neighbours do. */
export function endNear(source: SourceLines, line: number): string {
  return source.ends[line] || source.ends[line - 1] || source.ends[0] || '\n';
}
