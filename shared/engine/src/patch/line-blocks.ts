import type { TextEdit } from '@iama/contracts/patch/patch';
import { applyEdits } from './apply-edits.ts';
import { splitLines } from './line-index.ts';
import type { LineIndex } from './line-index.ts';

/** Whole lines `[from, to)` of the base that edits turn into `added`. `edits` are indexes into the file's edits. */
export interface LineBlock {
  readonly from: number;
  readonly to: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly edits: readonly number[];
}

/**
 * What edits do to lines, block by block. Derived from the edits themselves, never by comparing two texts, so it is
 * always known which edits make which lines. A block whose lines come out as they were is left out.
 */
export function lineBlocks(text: string, lines: LineIndex, edits: readonly TextEdit[]): LineBlock[] {
  const spans: { from: number; to: number; edits: number[]; open: boolean }[] = [];
  edits.forEach((edit, index) => {
    const last = spans.at(-1);
    // The edit before took the newline in front of this one, so this one goes on in the middle of a line.
    const joined = last?.open === true && edits[index - 1]?.end === edit.start;
    const span = spanOf(lines, edit, joined);
    // An open span at the end of the text may lack a newline, so what is inserted behind it lands on the same line.
    if (last && (span.from < last.to || (last.open && span.from === last.to && last.to === lines.count))) {
      last.to = Math.max(last.to, span.to);
      last.open = span.open;
      last.edits.push(index);
    } else spans.push({ ...span, edits: [index] });
  });
  return spans.map((span) => toBlock(text, lines, edits, span)).filter((block) => block !== null);
}

/** Closed: the edit takes and leaves whole lines, so the line after it is not touched. */
function spanOf(lines: LineIndex, edit: TextEdit, joined: boolean): { from: number; to: number; open: boolean } {
  const from = lines.lineAt(edit.start);
  const last = lines.lineAt(edit.end);
  const endsAtLineStart =
    edit.replacement.endsWith('\n') || (edit.replacement === '' && !joined && lines.isLineStart(edit.start));
  if (endsAtLineStart && lines.isLineStart(edit.end)) return { from, to: last, open: false };
  return { from, to: Math.min(last + 1, lines.count), open: true };
}

function toBlock(
  text: string,
  lines: LineIndex,
  edits: readonly TextEdit[],
  span: { from: number; to: number; edits: number[] },
): LineBlock | null {
  const base = lines.startOf(span.from);
  const own = span.edits.flatMap((index) => edits[index] ?? []);
  const local = own.map((edit) => ({ ...edit, start: edit.start - base, end: edit.end - base }));
  const removed = lines.slice(span.from, span.to);
  const added = splitLines(applyEdits(text.slice(base, lines.startOf(span.to)), local));
  let head = 0;
  while (head < removed.length && head < added.length && removed[head] === added[head]) head++;
  let tail = 0;
  const room = Math.min(removed.length, added.length) - head;
  while (tail < room && removed[removed.length - 1 - tail] === added[added.length - 1 - tail]) tail++;
  if (head + tail === removed.length && removed.length === added.length) return null;
  return {
    from: span.from + head,
    to: span.to - tail,
    removed: removed.slice(head, removed.length - tail),
    added: added.slice(head, added.length - tail),
    edits: span.edits,
  };
}
