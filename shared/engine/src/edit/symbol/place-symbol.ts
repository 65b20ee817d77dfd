import type { EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { AstSymbolic } from '@iama/contracts/edit/patch-edit';
import { indentOf } from '../match/fit-indent.ts';
import { alignLines, lineEdits } from '../match/line-edits.ts';
import type { RawEdit } from '../match/line-edits.ts';
import { endNear } from '../match/source-lines.ts';
import type { SourceLines } from '../match/source-lines.ts';
import type { Owner } from '../owned-edit.ts';
import { candidate } from './find-symbol.ts';
import { fitText } from './fit-text.ts';
import { indexSymbols } from './index-symbols.ts';
import type { SymbolEntry } from './symbol-entry.ts';

export type SymbolPlace =
  | { readonly ok: true; readonly edits: readonly RawEdit[] }
  | { readonly ok: false; readonly refusal: EditRefusal };

/** What to change for one edit of a symbol that was found. */
export function placeSymbol(source: SourceLines, entry: SymbolEntry, owner: Owner, op: AstSymbolic): SymbolPlace {
  const refuse = (refusal: EditRefusal): SymbolPlace => ({ ok: false, refusal });
  const base = { ...owner, path: op.path };
  if (!entry.is_statement && op.action !== 'replace') {
    const message = `${op.symbol} shares its statement with other variables. Use EXACT_SEARCH_REPLACE on that statement.`;
    return refuse({ code: 'SYMBOL_AMBIGUOUS', ...base, message, candidates: [candidate(source, entry)] });
  }
  if (op.action === 'insert_before' || op.action === 'insert_after')
    return { ok: true, edits: [insertion(source, entry, op)] };
  if (op.action === 'delete') return { ok: true, edits: deletion(source, entry, op) };
  if (entry.parts > 1 && declaredParts(op) < 2) {
    const message = `${op.symbol} has ${entry.parts} parts (overloads, or a getter with its setter). Give all of them in the text, or name one half as "get name".`;
    return refuse({ code: 'SYMBOL_AMBIGUOUS', ...base, message, candidates: [candidate(source, entry)] });
  }
  const takes = takesLeading(entry, op);
  if (takes === null) {
    const message = `The text of ${op.symbol} brings a comment or decorators, and so does the file. Say with "include_leading" whether those of the file go (true) or stay (false, and leave them out of the text).`;
    return refuse({ code: 'LEADING_UNCLEAR', ...base, message });
  }
  const start = takes ? entry.leading_start : entry.start;
  const [from, last] = [source.lineAt(start), source.lineAt(entry.end)];
  const old = source.lines.slice(from, last + 1);
  const written = fitText(op.path, source, op.text, indentAt(source, start), old);
  if (isFirst(source, start) && entry.end === source.startOf(last) + (source.lines[last] ?? '').length) {
    const edits = lineEdits(source, from, last + 1, alignLines(old, written));
    return { ok: true, edits };
  }
  const [first = ''] = written;
  const text = [first.trim(), ...written.slice(1)].join(endNear(source, from));
  return {
    ok: true,
    edits: source.text.slice(start, entry.end) === text ? [] : [{ start, end: entry.end, replacement: text }],
  };
}

/** Null when both the text and the file have something and neither says which goes. */
function takesLeading(entry: SymbolEntry, op: AstSymbolic): boolean | null {
  const brings = /^\s*(?:\/\*|\/\/|#(?!\w+\s*[(=;]))/.test(op.text)
    ? 'comment'
    : /^\s*@/.test(op.text)
      ? 'decorators'
      : null;
  if (op.include_leading === true) return true;
  if (op.include_leading === false) {
    return (brings === 'comment' && entry.has_comment) || (brings === 'decorators' && entry.has_decorators)
      ? null
      : false;
  }
  if (brings === null) return false;
  const alsoDecorates = brings === 'decorators' || /^\s*@/m.test(op.text.slice(0, 2000));
  if (entry.has_decorators && !alsoDecorates) return null;
  // Decorators alone would take the comment of the file with them.
  return brings === 'decorators' && entry.has_comment ? null : true;
}

function declaredParts(op: AstSymbolic): number {
  const name = op.symbol.slice(op.symbol.lastIndexOf('.') + 1);
  for (const text of [op.text, `class _ {\n${op.text}\n}`]) {
    const index = indexSymbols(op.path, text.replace(/^(?:[^\S\n]*\n)*/, ''));
    const found = index.ok ? index.symbols.filter((each) => each.name === name || each.name === `_.${name}`) : [];
    if (found.length > 0) return found.reduce((sum, each) => sum + each.parts, 0);
  }
  return 0;
}

function insertion(source: SourceLines, entry: SymbolEntry, op: AstSymbolic): RawEdit {
  const isAfter = op.action === 'insert_after';
  const indent = indentAt(source, entry.leading_start);
  const lines = fitText(op.path, source, op.text, indent);
  const line = source.lineAt(isAfter ? entry.end : entry.leading_start);
  const end = endNear(source, line);
  const gap = Array.from({ length: blankLines(source, entry, lines.length) }, () => '');
  if (!isAfter) {
    if (!isFirst(source, entry.leading_start))
      return { ...at(entry.leading_start), replacement: `${lines.join(end).trim()} ` };
    return { ...at(source.startOf(line)), replacement: [...lines, ...gap].map((each) => each + end).join('') };
  }
  const rest = source.text.slice(entry.end, source.startOf(line) + (source.lines[line] ?? '').length);
  if (!/^\s*[,;]?\s*(?:(?:\/\/|#|\/\*).*)?$/.test(rest))
    return { ...at(entry.end), replacement: ` ${lines.join(end).trim()}` };
  const after = source.startOf(line) + (source.lines[line] ?? '').length;
  return { ...at(after), replacement: [...gap, ...lines].map((each) => end + each).join('') };
}

/** As many as stand between the symbol and its neighbours; without any, one beside what has several lines. */
function blankLines(source: SourceLines, entry: SymbolEntry, added: number): number {
  const index = entry.siblings.findIndex((each) => each.start <= entry.start && each.end >= entry.start);
  const last = entry.siblings.findIndex((each) => each.end >= entry.end);
  const gaps = [
    [entry.siblings[index - 1]?.end, entry.leading_start],
    [entry.end, entry.siblings[last + 1]?.start],
  ].flatMap(([from, to]) => (from === undefined || to === undefined ? [] : [blanksBetween(source, from, to)]));
  if (gaps.length > 0) return Math.max(...gaps);
  const isLong = added > 1 || source.text.slice(entry.start, entry.end).includes('\n');
  if (!isLong) return 0;
  return usualGap(source, entry);
}

/** Python's custom is two lines at the margin. */
function usualGap(source: SourceLines, entry: SymbolEntry): number {
  const isPython = /^(?:async\s+def|def|class)\s[^{]*:/.test(source.text.slice(entry.start, entry.start + 400));
  return isPython && indentAt(source, entry.start) === '' ? 2 : 1;
}

/** The longest run of blank lines in a gap: a comment may stand in it. */
function blanksBetween(source: SourceLines, from: number, to: number): number {
  let longest = 0;
  let run = 0;
  for (let line = source.lineAt(from) + 1; line < source.lineAt(to); line += 1) {
    run = (source.lines[line] ?? '').trim() === '' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function deletion(source: SourceLines, entry: SymbolEntry, op: AstSymbolic): RawEdit[] {
  const start = op.include_leading === false ? entry.start : entry.leading_start;
  const line = source.lineAt(start);
  const last = source.lineAt(entry.end);
  const stop = source.startOf(last) + (source.lines[last] ?? '').length;
  const rest = source.text.slice(entry.end, stop);
  if (!isFirst(source, start) || !/^\s*(?:(?:\/\/|#|\/\*[^\n]*\*\/\s*$).*)?$/.test(rest)) {
    const blanks = /^[^\S\n]+/.exec(rest)?.[0].length ?? 0;
    return [{ start, end: entry.end + blanks, replacement: '' }];
  }
  const isOnly = entry.siblings.every((each) => each.start >= entry.leading_start && each.end <= entry.end);
  if (isOnly && isPythonSuite(source, entry, op)) return [{ start, end: stop, replacement: 'pass' }];
  const { from, to } = withGap(source, line, last + 1, indentAt(source, start));
  return [{ start: source.startOf(from), end: source.startOf(to), replacement: '' }];
}

/** Lines to delete together with one of the gaps around them, so that what is left stands as far apart as before. */
function withGap(source: SourceLines, from: number, to: number, indent: string): { from: number; to: number } {
  const isBlank = (line: number): boolean => line >= 0 && source.lines[line]?.trim() === '';
  let [above, below] = [from, to];
  while (isBlank(above - 1)) above -= 1;
  while (isBlank(below)) below += 1;
  const next = source.lines[below];
  const opens = from === 0 || (above === from && /[{[(:]\s*$/.test(source.lines[from - 1] ?? ''));
  if (next === undefined || /^\s*(?:[}\])]|end\b)/.test(next)) return { from: above, to: below };
  if (indentOf(next).length < indent.length) return { from: above, to };
  if (opens || below - to <= from - above) return { from, to: below };
  return { from: above, to };
}

function isPythonSuite(source: SourceLines, entry: SymbolEntry, op: AstSymbolic): boolean {
  return /\.pyi?$/.test(op.path) && indentAt(source, entry.leading_start) !== '';
}

function at(offset: number): { start: number; end: number } {
  return { start: offset, end: offset };
}

function indentAt(source: SourceLines, offset: number): string {
  return indentOf(source.lines[source.lineAt(offset)] ?? '');
}

function isFirst(source: SourceLines, offset: number): boolean {
  return source.text.slice(source.startOf(source.lineAt(offset)), offset).trim() === '';
}
