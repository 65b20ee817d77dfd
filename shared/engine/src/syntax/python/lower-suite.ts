import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { LoweringTable } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { Span } from '../node.ts';

export function suites(text: string): LoweringTable {
  return {
    block: (node, lower) => {
      if (node.named.length === 0) throw new Unreadable('A body without statements', node.start);
      const body = node.named.map(lower);
      const span = { start: body[0]!.start, end: body.at(-1)!.end };
      return build('block', span, { delimiters: 'layout', inner: suiteSpan(node, text), body });
    },
  };
}

/**
 * The lines of a suite: from the line behind the colon to its last line, with the comments that are indented like it. A suite
 * on the line of its header begins at its first statement.
 */
export function suiteSpan(block: CstNode, text: string): Span {
  const first = block.named[0]!;
  const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
  const indent = text.slice(lineStart, first.start);
  const lastBreak = breakAfter(text, block.named.at(-1)!.end);
  if (/\S/.test(indent)) return { start: first.start, end: beforeBreak(text, lastBreak) };
  return { start: startOfSuite(text, lineStart), end: beforeBreak(text, endOfSuite(text, lastBreak, indent.length)) };
}

/** Comments and blank lines above the first statement, up to the header. */
function startOfSuite(text: string, lineStart: number): number {
  let start = lineStart;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^\s*(?:#.*)?$/.test(text.slice(above, start - 1))) break;
    start = above;
  }
  return start;
}

function endOfSuite(text: string, lastBreak: number, indent: number): number {
  let end = lastBreak;
  for (let at = lastBreak; at < text.length; at = breakAfter(text, at + 1)) {
    const next = breakAfter(text, at + 1);
    const line = text.slice(at + 1, next);
    const blanks = /^\s*(?=#)/.exec(line)?.[0];
    if (blanks === undefined && /\S/.test(line)) break;
    if (blanks !== undefined && blanks.length < indent) break;
    if (blanks !== undefined) end = next;
  }
  return end;
}

function breakAfter(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? text.length : found;
}

function beforeBreak(text: string, at: number): number {
  return text[at - 1] === '\r' ? at - 1 : at;
}
