import type { Span } from '../node.ts';

/**
 * What stands between a header that ends at `from` and the word at `to` that closes it: whole lines where they have lines of
 * their own, without the line break before the closing word.
 */
export function layoutSpan(text: string, from: number, to: number): Span {
  const between = text.slice(from, to);
  const header = /^[ \t]*;?[ \t]*(?:#[^\n]*)?\r?\n/.exec(between)?.[0].length ?? /^[\s;]*/.exec(between)![0].length;
  const start = from + header;
  const footer = /\r?\n[ \t]*$/.exec(text.slice(start, to)) ?? /[ \t]*$/.exec(text.slice(start, to))!;
  return { start, end: start + footer.index };
}
