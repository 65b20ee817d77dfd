import type { Span } from './unit.ts';

export interface Cutting extends Span {
  readonly item: number;
}

interface Comment extends Span {
  readonly type: 'Line' | 'Block';
}

/**
 * Take items out of a comma-separated list that keeps at least one. Items on lines of their own go with their lines and
 * the comments on them; others go with one comma and the blank after it. Null when a comment stands where it cannot be
 * told what it belongs to.
 */
export function cutListItems(
  text: string,
  comments: readonly Comment[],
  items: readonly Span[],
  dead: ReadonlySet<number>,
): Cutting[] | null {
  const cuts: Cutting[] = [];
  const lastKept = items.findLastIndex((_, index) => !dead.has(index));
  const kept = items[lastKept];
  const last = items.at(-1);
  if (!kept || !last) return null;
  const tailLines = items
    .slice(lastKept + 1)
    .map((item) => ownLines(text, comments, item, commaAfter(text, comments, item.end) ?? item.end));
  const tailOnLines = tailLines.every((lines) => lines !== null);
  for (const [index, item] of items.entries()) {
    if (!dead.has(index)) continue;
    const next = items[index + 1];
    const comma = commaAfter(text, comments, item.end);
    const atTail = tailOnLines ? tailLines[index - lastKept - 1] : null;
    const lines = index < lastKept ? ownLines(text, comments, item, comma ?? item.end) : atTail;
    if (lines) cuts.push({ ...lines, item: index });
    else if (index < lastKept && next && comma !== null) {
      if (hasComment(comments, item.end, next.start)) return null;
      cuts.push({ start: item.start, end: next.start, item: index });
    } else {
      // Behind the last item that stays: with the comma before it, so that none is left over.
      const start = Math.max(items[index - 1]?.end ?? item.start, cuts.at(-1)?.end ?? 0);
      if (hasComment(comments, start, item.start)) return null;
      cuts.push({ start, end: item.end, item: index });
    }
  }
  return dropLeftComma(text, comments, cuts, kept, last, items.length - 1);
}

/** Where the last item had no comma behind it, the item that is last now has none either. */
function dropLeftComma(
  text: string,
  comments: readonly Comment[],
  cuts: Cutting[],
  kept: Span,
  last: Span,
  lastIndex: number,
): Cutting[] {
  if (kept === last || commaAfter(text, comments, last.end) !== null) return cuts;
  const comma = commaAfter(text, comments, kept.end);
  if (comma === null || cuts.some((cut) => comma > cut.start && comma <= cut.end)) return cuts;
  return [...cuts, { start: comma - 1, end: comma, item: lastIndex }].toSorted((a, b) => a.start - b.start);
}

/** Offset behind the comma that follows, over white space and comments; null when something else follows. */
function commaAfter(text: string, comments: readonly Comment[], from: number): number | null {
  for (let at = from; at < text.length; at++) {
    const comment = comments.find((each) => each.start === at);
    if (comment) at = comment.end - 1;
    else if (text[at] === ',') return at + 1;
    else if (!/\s/.test(text[at] ?? '')) return null;
  }
  return null;
}

/** The whole lines of an item (with comments on them and right above), when nothing else stands on these lines. */
function ownLines(text: string, comments: readonly Comment[], item: Span, end: number): Span | null {
  let lineStart = text.lastIndexOf('\n', item.start - 1) + 1;
  if (text.slice(lineStart, item.start).trim() !== '') return null;
  const trailing = comments.find(
    (each) =>
      each.start >= end && !text.slice(end, each.start).includes('\n') && text.slice(end, each.start).trim() === '',
  );
  const stop = trailing && !text.slice(trailing.start, trailing.end).includes('\n') ? trailing.end : end;
  const newline = text.indexOf('\n', stop);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  if (text.slice(stop, lineEnd).trim() !== '') return null;
  for (;;) {
    const above = comments.find(
      (each) =>
        each.end <= lineStart &&
        text.slice(each.end, lineStart).trim() === '' &&
        !text.slice(each.end, lineStart - 1).includes('\n'),
    );
    const start = above ? text.lastIndexOf('\n', above.start - 1) + 1 : -1;
    if (
      !above ||
      text.slice(start, above.start).trim() !== '' ||
      /eslint-|region|@ts-/.test(text.slice(above.start, above.end))
    )
      break;
    lineStart = start;
  }
  return { start: lineStart, end: lineEnd };
}

function hasComment(comments: readonly Comment[], from: number, to: number): boolean {
  return comments.some((each) => each.start >= from && each.end <= to);
}
