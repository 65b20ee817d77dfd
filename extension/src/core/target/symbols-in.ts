/** A place in a document, both counted from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A named thing of a file. Targets know two levels: `name`, and `Class.member`. */
export interface OutlineSymbol {
  readonly name: string;
  readonly start: Place;
  readonly end: Place;
  readonly members: readonly OutlineSymbol[];
}

export interface SymbolsIn {
  /** The smallest symbol that holds all of the selection; null when none does. */
  readonly smallest: string | null;
  /** Top-level symbols that the selection touches, in their order in the file. */
  readonly touched: readonly string[];
}

/** Which symbols a selection, or the cursor, points at. */
export function symbolsIn(outline: readonly OutlineSymbol[], start: Place, end: Place): SymbolsIn {
  const outer = outline.find((each) => holds(each, start, end));
  const inner = outer?.members.find((each) => holds(each, start, end));
  return {
    smallest: outer === undefined ? null : inner === undefined ? outer.name : `${outer.name}.${inner.name}`,
    touched: outline
      .filter((each) => each.start.line <= lastLine(start, end) && start.line <= each.end.line)
      .toSorted((a, b) => (isBefore(a.start, b.start) ? -1 : 1))
      .map((each) => each.name),
  };
}

/** Whole lines count: what stands before a symbol in its first line, and after it in its last, is meant with it. */
function holds(symbol: OutlineSymbol, start: Place, end: Place): boolean {
  return symbol.start.line <= start.line && lastLine(start, end) <= symbol.end.line;
}

/** A selection that ends at the beginning of a line has nothing of that line. */
function lastLine(start: Place, end: Place): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
