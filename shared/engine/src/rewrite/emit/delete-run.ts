import type { Span } from '../../syntax/node.ts';
import { endsLine, isBlankLine, lineStart, nextLine, startsLine } from './layout.ts';

/**
 * What to delete so that a run of statements is gone and the layout around it stays as a person would leave it: whole
 * lines where the run has them to itself, and one of two groups of blank lines that would meet.
 * `before` and `after` are the ends of the neighbours that stay; null where the list begins or ends.
 */
export function deletionOf(text: string, run: Span, before: number | null, after: number | null): Span {
  if (after !== null && /^[\t ]*;[\t ]*$/.test(text.slice(run.end, after)) && !startsLine(text, run.start))
    return { start: run.start, end: after };
  if (before !== null && /^[\t ]*;[\t ]*$/.test(text.slice(before, run.start))) return { start: before, end: run.end };
  if (!startsLine(text, run.start)) return { start: run.start - trailingBlanks(text, run.start), end: run.end };
  if (!endsLine(text, run.end)) {
    return after !== null && nextLine(text, run.end) > after ? { start: run.start, end: after } : run;
  }
  let start = lineStart(text, run.start);
  let end = nextLine(text, run.end);
  const blankBefore = start > 0 && isBlankLine(text, start - 1);
  if (after === null) {
    if (before === null) return { start, end };
    while (start > 0 && isBlankLine(text, start - 1) && lineStart(text, start - 1) > before)
      start = lineStart(text, start - 1);
    return { start, end };
  }
  if (blankBefore || before === null) while (end < after && isBlankLine(text, end)) end = nextLine(text, end);
  return { start, end };
}

function trailingBlanks(text: string, at: number): number {
  return /[\t ]*$/.exec(text.slice(0, at))?.[0].length ?? 0;
}
