/** A replacement inside one file, before it belongs to a finding. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `text[start, end)` with those edits carried out that lie inside it. */
export function renderSlice(text: string, start: number, end: number, edits: readonly Edit[]): string {
  let result = '';
  let at = start;
  const inside = edits.filter((edit) => edit.start >= start && edit.end <= end);
  for (const edit of inside.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}

/** From the start of the statement's line to the start of the next, when nothing else stands on the line; else null. */
export function wholeLine(text: string, start: number, end: number): { start: number; end: number } | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== '') return null;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  if (text.slice(end, lineEnd).trim() !== '') return null;
  return { start: lineStart, end: lineEnd };
}
