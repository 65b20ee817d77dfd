import type { ParsedModule } from '../../js/parse.ts';

/** Comments on lines of their own that follow each other: one block comment, or several `//` of the same indentation. */
export interface CommentRun {
  readonly start: number;
  readonly end: number;
  readonly type: 'Line' | 'Block';
  readonly lines: readonly CommentLine[];
}

export interface CommentLine {
  /** What stands behind `//`; for a block comment, its line without a leading star. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function commentRuns({ text, comments }: ParsedModule): CommentRun[] {
  const runs: CommentRun[] = [];
  let indent = '';
  for (const { type, value, start, end } of comments) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const newline = text.indexOf('\n', end);
    const blanks = text.slice(lineStart, start);
    const isAlone = blanks.trim() === '' && text.slice(end, newline === -1 ? text.length : newline).trim() === '';
    if (!isAlone || text.startsWith('#!', start)) continue;
    const last = runs.at(-1);
    if (
      type === 'Line' &&
      last?.type === 'Line' &&
      indent === blanks &&
      text.slice(last.end, lineStart).match(/\n/g)?.length === 1
    ) {
      runs[runs.length - 1] = { ...last, end, lines: [...last.lines, { text: value, start, end }] };
    } else {
      runs.push({
        start,
        end,
        type,
        lines: type === 'Line' ? [{ text: value, start, end }] : blockLines(value, start + 2),
      });
    }
    indent = blanks;
  }
  return runs;
}

function blockLines(value: string, offset: number): CommentLine[] {
  let at = offset;
  return value.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { text: line.replace(/^\s*\*(?!\/)/, ''), start, end: start + line.length };
  });
}
