import type { TextEdit } from '@iama/contracts/patch/patch';
import type { Span } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { indentOf, lineEnd } from './layout.ts';

/** Lines that begin inside `span` lose the indentation `from` and get `to`. */
interface Shift {
  readonly span: Span;
  readonly from: string;
  readonly to: string;
}

/** Edits of one file while they are collected: replacements, and re-indentations that are worked out at the end. */
export interface Sheet {
  readonly file: SourceFile;
  readonly edits: TextEdit[];
  readonly shifts: Shift[];
}

export function newSheet(file: SourceFile): Sheet {
  return { file, edits: [], shifts: [] };
}

export function replace(sheet: Sheet, start: number, end: number, replacement: string, id: string): void {
  if (start === end && replacement === '') return;
  sheet.edits.push({ start, end, replacement, finding_id: id });
}

export function shift(sheet: Sheet, span: Span, from: string, to: string): void {
  if (from !== to) sheet.shifts.push({ span, from, to });
}

/** All edits of a sheet, sorted and without overlaps: what is deleted twice is deleted once. */
export function finishSheet(sheet: Sheet): TextEdit[] {
  const edits = merge(sheet.edits.map((edit) => indentInserted(sheet, edit)));
  return [...edits, ...indentations(sheet, edits)].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Lines that an edit inserts move with the lines around them. */
function indentInserted({ shifts }: Sheet, edit: TextEdit): TextEdit {
  if (!edit.replacement.includes('\n')) return edit;
  let { replacement } = edit;
  for (const { span, from, to } of innermostFirst(shifts)) {
    if (span.start > edit.start || edit.end > span.end) continue;
    replacement = replacement.replaceAll(/\n([\t ]*)/g, (line, indent: string) =>
      indent.startsWith(from) ? `\n${to}${indent.slice(from.length)}` : line,
    );
  }
  return { ...edit, replacement };
}

function innermostFirst(shifts: readonly Shift[]): Shift[] {
  return shifts.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}

function merge(edits: readonly TextEdit[]): TextEdit[] {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .toSorted((a, b) => a.edit.start - b.edit.start || a.order - b.order)
    .map(({ edit }) => edit);
  const merged: TextEdit[] = [];
  for (const edit of ordered) {
    const last = merged.at(-1);
    if (
      last &&
      (edit.start < last.end || edit.start === last.start || (edit.start === last.end && last.end > last.start))
    ) {
      merged[merged.length - 1] = {
        ...last,
        end: Math.max(last.end, edit.end),
        replacement: last.replacement + edit.replacement,
      };
    } else merged.push(edit);
  }
  return merged;
}

function indentations({ file, shifts }: Sheet, edits: readonly TextEdit[]): TextEdit[] {
  const { text, verbatim } = file;
  const lines = new Map<number, string>();
  for (const { span, from, to } of innermostFirst(shifts)) {
    for (let at = text.indexOf('\n', span.start) + 1; at > 0 && at < span.end; at = text.indexOf('\n', at) + 1) {
      if (lineEnd(text, at) === at || verbatim.some((kept) => kept.start < at && at < kept.end)) continue;
      const indent = lines.get(at) ?? indentOf(text, at);
      if (indent.startsWith(from)) lines.set(at, to + indent.slice(from.length));
    }
  }
  const found: TextEdit[] = [];
  for (const [at, indent] of lines) {
    const before = indentOf(text, at);
    const end = at + before.length;
    if (before === indent || lineEnd(text, at) === end) continue;
    if (edits.some((edit) => edit.start < end && edit.end > at)) continue;
    const id = edits.findLast((edit) => edit.start <= at)?.finding_id ?? edits[0]?.finding_id ?? '';
    found.push({ start: at, end, replacement: indent, finding_id: id });
  }
  return found;
}
