/** Lines of a text, each with its `\n`. A final newline ends the last line and starts none; `\r` stays in its line. */
export interface LineIndex {
  readonly count: number;
  /** Index of the line that holds `offset`; `count` for the end of a text that ends in a newline (or is empty). */
  lineAt(offset: number): number;
  isLineStart(offset: number): boolean;
  /** Offset where a line starts; the text's length for `count`. */
  startOf(line: number): number;
  /** Lines `[from, to)`. */
  slice(from: number, to: number): string[];
}

export function indexLines(text: string): LineIndex {
  const starts: number[] = [];
  for (let at = 0; at < text.length;) {
    starts.push(at);
    const newline = text.indexOf('\n', at);
    at = newline === -1 ? text.length : newline + 1;
  }
  const endsOpen = text !== '' && !text.endsWith('\n');
  const lineAt = (offset: number): number => {
    if (offset >= text.length) return endsOpen ? starts.length - 1 : starts.length;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const startOf = (line: number): number => starts[line] ?? text.length;
  return {
    count: starts.length,
    lineAt,
    startOf,
    isLineStart: (offset) => startOf(lineAt(offset)) === offset,
    slice: (from, to) =>
      Array.from({ length: Math.max(0, to - from) }, (_, i) => text.slice(startOf(from + i), startOf(from + i + 1))),
  };
}

/** The same cut for a piece of text that stands on its own. */
export function splitLines(text: string): string[] {
  const index = indexLines(text);
  return index.slice(0, index.count);
}
