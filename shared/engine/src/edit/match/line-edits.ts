import { diffArrays } from 'diff';
import { endNear } from './source-lines.ts';
import type { SourceLines } from './source-lines.ts';

/** Replace `[start, end)` of the file's text. */
export interface RawEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** One line of what comes out: a line of the file that stays as it is, or a new one. */
export type NewLine = { readonly keep: number } | { readonly text: string };

/** Comparing more lines than this takes longer than it helps: they are replaced as one. */
const MOST_COMPARED = 3000;

/**
 * Which lines of `after` are those of `before`, told by comparing both as they were written: what an edit repeats without
 * change is context and stays the file's own. `keep` counts from 0 within `before`.
 */
export function alignLines(before: readonly string[], after: readonly string[]): NewLine[] {
  if (before.length + after.length > MOST_COMPARED) return after.map((text) => ({ text }));
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const room = Math.min(before.length, after.length) - head;
  while (tail < room && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const lines: NewLine[] = [];
  for (let index = 0; index < head; index += 1) lines.push({ keep: index });
  let at = head;
  const [old, fresh] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const parts =
    old.length > 0 && fresh.length > 0 ? diffArrays(old, fresh) : [{ value: fresh, added: true, removed: false }];
  for (const part of parts) {
    if (part.removed) at += part.value.length;
    else if (part.added) lines.push(...part.value.map((text) => ({ text })));
    else for (let index = 0; index < part.value.length; index += 1) lines.push({ keep: at++ });
  }
  for (let index = before.length - tail; index < before.length; index += 1) lines.push({ keep: index });
  return lines;
}

/**
 * The edits that turn lines `[from, to)` of a file into `lines`. Kept lines are not touched at all; new ones end as the
 * lines end that they replace or follow, and a last line without an end stays without one.
 */
export function lineEdits(source: SourceLines, from: number, to: number, lines: readonly NewLine[]): RawEdit[] {
  const edits: RawEdit[] = [];
  let at = from;
  let added: string[] = [];
  const flush = (until: number): void => {
    const edit = runEdit(source, at, until, added);
    if (edit !== null) edits.push(edit);
    added = [];
  };
  for (const line of lines) {
    if ('text' in line) {
      added.push(line.text);
      continue;
    }
    flush(from + line.keep);
    at = from + line.keep + 1;
  }
  flush(to);
  return edits;
}

function runEdit(source: SourceLines, from: number, to: number, added: readonly string[]): RawEdit | null {
  const start = source.startOf(from);
  if (added.length === 0) return from === to ? null : { start, end: source.startOf(to), replacement: '' };
  if (from === to) return insertion(source, from, added);
  const joined = added.map((text, index) =>
    index === 0 ? text : endNear(source, Math.min(to - 1, from + index - 1)) + text,
  );
  return { start, end: source.startOf(to - 1) + (source.lines[to - 1] ?? '').length, replacement: joined.join('') };
}

function insertion(source: SourceLines, at: number, added: readonly string[]): RawEdit {
  const start = source.startOf(at);
  const end = endNear(source, at - 1);
  const isOpen = at === source.lines.length && source.text !== '' && source.ends.at(-1) === '';
  const replacement = isOpen ? added.map((text) => end + text).join('') : added.map((text) => text + end).join('');
  return { start, end: start, replacement };
}
