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
 * Which lines of `after` are those of `before`, told by comparing both as they were written: what an edit repeats
 * without change is context and stays the file's own. `loosely`: blanks at line ends do not count. `keep` counts from 0
 * within `before`.
 */
export function alignLines(before: readonly string[], after: readonly string[], loosely = false): NewLine[] {
  if (before.length + after.length > MOST_COMPARED) return after.map((text) => ({ text }));
  const seen = (lines: readonly string[]): readonly string[] => (loosely ? lines.map((line) => line.trimEnd()) : lines);
  const [old, fresh] = [seen(before), seen(after)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  const room = Math.min(old.length, fresh.length) - head;
  while (tail < room && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  const lines: NewLine[] = [];
  let [at, next] = [0, 0];
  const keep = (count: number): void => {
    for (let index = 0; index < count; index += 1) lines.push({ keep: at++ });
    next += count;
  };
  const write = (count: number): void => {
    for (let index = 0; index < count; index += 1) lines.push({ text: after[next++] ?? '' });
  };
  keep(head);
  const [gone, come] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)];
  if (gone.length === 0 || come.length === 0) {
    write(come.length);
    at += gone.length;
  } else {
    for (const part of diffArrays(gone, come)) {
      if (part.removed) at += part.value.length;
      else if (part.added) write(part.value.length);
      else keep(part.value.length);
    }
  }
  keep(tail);
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
