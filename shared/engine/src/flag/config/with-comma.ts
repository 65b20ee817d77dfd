import type { Span } from '../../syntax/node.ts';

/**
 * An entry with the comma that goes with it: its own, or the one before it when it is the last. When it has its lines to
 * itself they go whole.
 */
export function withComma(text: string, entry: Span, isLast: boolean): Span {
  let { start, end } = entry;
  const after = /^\s*,/.exec(text.slice(end));
  if (after) end += after[0].length;
  else if (isLast) {
    const before = /,\s*$/.exec(text.slice(0, start));
    if (before) return { start: start - before[0].length, end };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const blanksBefore = text.slice(lineStart, start).trim() === '';
  const blanksAfter = /^[ \t]*(\r?\n|$)/.exec(text.slice(end));
  if (blanksBefore && blanksAfter) return { start: lineStart, end: end + blanksAfter[0].length };
  const gap = /^[ \t]+/.exec(text.slice(end));
  if (gap) end += gap[0].length;
  return { start, end };
}
