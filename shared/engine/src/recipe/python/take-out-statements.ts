import type { SgNode } from '@ast-grep/napi';
import type { Replacement } from '../proposal/proposal.ts';
import { withBlankLines } from '../unused-code/cut-statements.ts';
import { spanOf, statementsOf } from './python-tree.ts';

/**
 * The edit that takes a simple statement out of its block, among all that `gone` says leave. The first of a block that loses
 * everything becomes `pass`.
 */
export function takeOutPython(text: string, statement: SgNode, gone: ReadonlySet<number>): Replacement {
  const { start, end } = spanOf(statement);
  const block = statement.parent();
  const siblings = block === null ? [] : statementsOf(block);
  const isModule = block?.kind() === 'module';
  const staying = siblings.filter((each) => !gone.has(spanOf(each).start));
  const first = siblings.find((each) => gone.has(spanOf(each).start));
  if (!isModule && staying.length === 0 && first && spanOf(first).start === start)
    return { start, end, replacement: 'pass' };
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  const alone =
    text.slice(lineStart, start).trim() === '' && /^[ \t]*;?[ \t]*(?:#[^\n]*)?\r?\n?$/.test(text.slice(end, lineEnd));
  if (alone) {
    const cut = withBlankLines(text, { start: lineStart, end: lineEnd });
    // Blank lines between functions are style; only those inside of a block are closed up.
    return { start: lineStart, end: isModule || cut.start !== lineStart ? lineEnd : cut.end, replacement: '' };
  }
  // `a(); print(x); b()`: with the semicolon behind it, or the one before.
  const after = /^[ \t]*;[ \t]*/.exec(text.slice(end, lineEnd))?.[0].length ?? 0;
  const before = /;[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  if (after > 0 && !/^[ \t]*;[ \t]*\r?\n?$/.test(text.slice(end, lineEnd)))
    return { start, end: end + after, replacement: '' };
  return before > 0 ? { start: start - before, end, replacement: '' } : { start, end, replacement: 'pass' };
}
