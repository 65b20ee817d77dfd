import type { Span } from './unit.ts';

interface Comment extends Span {
  readonly type: 'Line' | 'Block';
  readonly value: string;
}

/** Comments that speak about the file or a stretch of it rather than about the statement below. */
const NOT_ABOUT_ONE =
  /^!|@license|@preserve|copyright|spdx-|@file|@overview|@module|@packageDocumentation|@jest-environment|@vitest-environment|@jsx|@ts-(?:no)?check|@flow|@format|^\s*(?:global|globals|exported)\b|eslint|prettier-ignore-(?:start|end)|oxlint|biome|tslint|istanbul ignore file|c8 ignore (?:start|stop)|v8 ignore (?:start|stop)|#?(?:end)?region\b|^\s*MARK\b|([-=*#_~+/])\1{3,}/i;

/** Where a removed statement starts, with the comments above that belong to it. */
export function startWithComments(
  text: string,
  comments: readonly Comment[],
  statement: Span,
  nextStays: boolean,
): number {
  let start = statement.start;
  for (let index = comments.findLastIndex((each) => each.end <= statement.start); index >= 0; index--) {
    const comment = comments[index];
    if (!comment) break;
    const between = text.slice(comment.end, start);
    const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
    const ownLine = text.slice(lineStart, comment.start).trim() === '';
    if (between.trim() !== '' || between.split('\n').length > 2 || !ownLine || NOT_ABOUT_ONE.test(comment.value)) break;
    const isDoc = comment.type === 'Block' && comment.value.startsWith('*');
    // A comment right above a run of lines is about the run; documentation is about what it stands on.
    if (!isDoc && nextStays) break;
    if (isHeader(text, comment, isDoc)) break;
    start = comment.start;
  }
  return start;
}

/** The first comment of a file is most often about the file. */
function isHeader(text: string, comment: Comment, isDoc: boolean): boolean {
  return !isDoc && text.slice(0, comment.start).replace(/^#!.*/, '').trim() === '';
}

/** Lines (or, where other code shares the line, the text) that go with a statement. */
export interface Cutout extends Span {
  readonly wholeLines: boolean;
}

export function cutStatement(text: string, comments: readonly Comment[], whole: Span, nextStays: boolean): Cutout {
  // A semicolon at the start of the next line is there to guard what follows it on that line; alone, it only ends this.
  const guards = !/^[ \t]*(\r?\n|$|\/\/|\/\*)/.test(text.slice(whole.end));
  const guard = guards ? (/\s*\n\s*;$/.exec(text.slice(whole.start, whole.end))?.[0].length ?? 0) : 0;
  const statement = { start: whole.start, end: whole.end - guard };
  const start = startWithComments(text, comments, statement, nextStays);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const trailing = comments.find(
    (each) => each.start >= statement.end && /^[ \t]*$/.test(text.slice(statement.end, each.start)),
  );
  const oneLine = trailing && !text.slice(trailing.start, trailing.end).includes('\n') ? trailing.end : statement.end;
  const newline = text.indexOf('\n', oneLine);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  const clearBefore = text.slice(lineStart, start).trim() === '';
  if (clearBefore && text.slice(oneLine, lineEnd).trim() === '')
    return { start: lineStart, end: lineEnd, wholeLines: true };
  if (text.slice(statement.end, lineEnd).trim() === '') {
    // Behind other code on its line: with the blanks before it.
    const blanks = /[ \t]*$/.exec(text.slice(0, statement.start))?.[0].length ?? 0;
    return { start: statement.start - blanks, end: statement.end, wholeLines: false };
  }
  const blanks = /^[ \t]*/.exec(text.slice(statement.end))?.[0].length ?? 0;
  return { start: statement.start, end: statement.end + blanks, wholeLines: false };
}

/**
 * Blank lines that would be one too many once the lines `[start, end)` are gone: between two blank lines, at the start of
 * a block or file, before its end. Returns the run to remove instead.
 */
export function withBlankLines(text: string, run: Span): Span {
  let { start, end } = run;
  const before = text.slice(0, start);
  const after = text.slice(end);
  const blankAfter = /^(?:[ \t]*\r?\n)+/.exec(after)?.[0].length ?? 0;
  const blankBefore = /(?<=^|\n)(?:[ \t]*\r?\n)+$/.exec(before)?.[0].length ?? 0;
  const atStart = before.trim() === '' || /[{[(]\s*$/.test(before);
  const atEnd = after.trim() === '' || /^\s*[}\])]/.test(after);
  if (atEnd && blankBefore > 0) start -= blankBefore;
  else if (blankAfter > 0 && (blankBefore > 0 || atStart)) end += blankAfter;
  if (end >= text.length && start > 0 && text !== '' && !text.endsWith('\n')) {
    // The file ended without a newline and still does.
    start -= text.slice(0, start).endsWith('\r\n') ? 2 : 1;
  }
  return { start, end };
}
