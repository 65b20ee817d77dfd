import { cutStatement, withBlankLines } from '../unused-code/cut-statements.ts';
import type { ParsedModule } from '../../js/parse.ts';
import type { Replacement } from './proposal.ts';

/** The edit that takes a statement out with its line and what follows it on it; comments above stay. */
export function takeOutStatement({ text, comments }: ParsedModule, span: { start: number; end: number }): Replacement {
  const cut = cutStatement(text, comments, span, true);
  return { ...(cut.wholeLines ? withBlankLines(text, cut) : { start: cut.start, end: cut.end }), replacement: '' };
}
