import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { wholeLine } from './edit-list.ts';
import type { Edit } from './edit-list.ts';
import { endsWithSemicolon } from './text-style.ts';
import type { TextStyle } from './text-style.ts';
import type { RequireEdits } from './rewrite-requires.ts';
import { splitDeclaration } from './split-declaration.ts';

/** What has to be put in besides the imports that stand where their requires stood. */
export interface Insertions {
  readonly imports: readonly string[];
  /** Declarations behind the imports: `require`, `__dirname`, the exported object. */
  readonly declarations: readonly string[];
  /** First offset that reads one of the declarations while the module loads. */
  readonly neededAt: number;
}

interface Piece {
  readonly index: number;
  readonly statement: JsNode;
  /** End of what is replaced: the statement, and a comment behind it that speaks of what is left over. */
  readonly end: number;
  readonly imports: readonly string[];
  readonly rest: string | null;
}

/** Edits for the statements that require, each run of them as a block: imports first, then what is left over. */
export function layOutImports(
  facts: ModuleFacts,
  requires: RequireEdits,
  inner: readonly Edit[],
  more: Insertions,
  style: TextStyle,
): Edit[] {
  const { text } = facts;
  const runs = findRuns(facts, requires, inner);
  const edits: Edit[] = [];
  const extra = new Map<number, string[]>();
  const besideHead: string[] = [];
  const inRuns = new Set(runs.flat().map(({ index }) => index));
  for (const [index, lines] of requires.beside) {
    if (inRuns.has(index)) continue;
    const run = runs.findLast((each) => (each[0] as Piece).index < index);
    if (run) extra.set(runs.indexOf(run), [...(extra.get(runs.indexOf(run)) ?? []), ...lines]);
    else besideHead.push(...lines);
  }
  const line = (each: string): string => `${each}${style.semicolon}`;
  const first = runs[0]?.[0];
  const inFirstRun = first !== undefined && first.statement.start <= more.neededAt && besideHead.length === 0;
  if (!inFirstRun && (more.imports.length > 0 || more.declarations.length > 0 || besideHead.length > 0)) {
    const blocks = [[...more.imports, ...besideHead].map(line).join(style.eol), more.declarations.join(style.eol)];
    const at = headAnchor(facts);
    const tail = at === text.length ? '' : `${style.eol}${style.eol}`;
    edits.push({ start: at, end: at, text: blocks.filter(Boolean).join(`${style.eol}${style.eol}`) + tail });
  }
  // Imports further down move up to the first block, unless a comment says something about them where they are.
  const moved = new Set(runs.slice(1).filter((run) => run.every(({ statement }) => !hasOwnComment(facts, statement))));
  const movedLines = runs.flatMap((run, number) =>
    moved.has(run) ? [...run.flatMap(({ imports }) => imports), ...(extra.get(number) ?? []).map(line)] : [],
  );
  runs.forEach((run, number) => {
    if (moved.has(run)) {
      for (const { statement, rest, end } of run)
        edits.push(rest === null ? removal(text, statement) : { start: statement.start, end, text: rest });
      return;
    }
    const isFirst = number === 0 && inFirstRun;
    const before = isFirst ? more.imports.map(line) : [];
    const after = [...(extra.get(number) ?? []).map(line), ...(number === 0 ? movedLines : [])];
    const rests = [...(isFirst ? more.declarations : []), ...run.flatMap(({ rest }) => (rest === null ? [] : [rest]))];
    const last = run.findLast(({ imports }) => imports.length > 0) as Piece;
    for (const piece of run) {
      const lines = [...(piece === run[0] ? before : []), ...piece.imports, ...(piece === last ? after : [])];
      if (lines.length === 0) {
        const { start } = piece.statement;
        edits.push({ ...(wholeLine(text, start, piece.end) ?? { start, end: piece.end }), text: '' });
        continue;
      }
      const tail = piece === last && rests.length > 0 ? trailingBlock(text, piece.end, rests, style) : null;
      edits.push({
        start: piece.statement.start,
        end: piece.end,
        text: lines.join(style.eol) + (tail?.at === piece.end ? tail.text : ''),
      });
      if (tail && tail.at !== piece.end) edits.push({ start: tail.at, end: tail.at, text: tail.text });
    }
  });
  return edits;
}

/** A statement on lines of its own goes with them, and with one of two empty lines around it. */
function removal(text: string, statement: JsNode): Edit {
  const line = wholeLine(text, statement.start, statement.end);
  if (!line) return { start: statement.start, end: statement.end, text: '' };
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(line.end))?.[0].length ?? 0;
  const blankBefore = /\n[ \t]*\r?\n$/.test(text.slice(0, line.start));
  return { start: line.start, end: line.end + (blankBefore ? blankAfter : 0), text: '' };
}

/** The left-over statements after the last import, behind a comment that ends its line. */
function trailingBlock(
  text: string,
  end: number,
  rests: readonly string[],
  style: TextStyle,
): { at: number; text: string } {
  const newline = text.indexOf('\n', end);
  const lineEnd = newline === -1 ? text.length : text[newline - 1] === '\r' ? newline - 1 : newline;
  const comment = /^\s*(\/\/.*|\/\*.*\*\/\s*)$/.test(text.slice(end, lineEnd));
  return { at: comment ? lineEnd : end, text: `${style.eol}${style.eol}${rests.join(style.eol)}` };
}

function findRuns(facts: ModuleFacts, requires: RequireEdits, inner: readonly Edit[]): Piece[][] {
  const runs: Piece[][] = [];
  let run: Piece[] = [];
  const close = (): void => {
    while (run.length > 0 && run.at(-1)?.imports.length === 0) run.pop();
    while (run.length > 0 && run[0]?.imports.length === 0) run.shift();
    if (run.length > 0) runs.push(run);
    run = [];
  };
  facts.body.forEach((statement, index) => {
    const piece = toPiece(facts, statement, index, requires, inner);
    // What is left over keeps its place when a comment of its own stands above it.
    if (!piece || (piece.imports.length === 0 && hasOwnComment(facts, statement))) close();
    if (piece) run.push(piece);
  });
  close();
  return runs;
}

function toPiece(
  facts: ModuleFacts,
  statement: JsNode,
  index: number,
  requires: RequireEdits,
  inner: readonly Edit[],
): Piece | null {
  const end = endsWithSemicolon(facts.text, statement) ? ';' : '';
  const bare = requires.inPlace.get(statement);
  if (bare) return { index, statement, end: statement.end, imports: [`${bare.statement}${end}`], rest: null };
  if (statement.type !== 'VariableDeclaration') return null;
  const declarators = children(statement, 'declarations');
  const goes = new Set(declarators.filter((each) => requires.inPlace.get(each)?.replacesDeclarator === true));
  const left = declarators.filter((each) => !goes.has(each));
  const split = splitDeclaration(facts, statement, goes, inner, end);
  const imports: string[] = [];
  for (const declarator of declarators) {
    const binding = requires.inPlace.get(declarator);
    imports.push(...(split.above.get(declarator) ?? []));
    const behind = (split.behind.get(declarator) ?? []).map((each) => ` ${each}`).join('');
    if (binding?.statement != null) imports.push(`${binding.statement}${end}${behind}`);
    else if (behind !== '') imports.push(behind.trim());
  }
  const isKept = left.some((each) => requires.kept.includes(child(each, 'init') as JsNode));
  const beside = requires.beside.get(index) ?? [];
  if (beside.length > 0 && (imports.length > 0 || !hasOwnComment(facts, statement)))
    imports.push(...beside.map((each) => each + end));
  if (imports.length === 0 && !isKept) return null;
  const lastGoes = goes.size === 0 || goes.has(declarators.at(-1) as JsNode);
  const behind = lastGoes
    ? ''
    : (/^[ \t]*(\/\/.*|\/\*.*\*\/)(?=\s*$)/m.exec(restOfLine(facts.text, statement.end))?.[0] ?? '');
  const rest = split.rest === null ? null : split.rest + behind;
  return { index, statement, end: statement.end + behind.length, imports, rest };
}

function restOfLine(text: string, from: number): string {
  const newline = text.indexOf('\n', from);
  return text.slice(from, newline === -1 ? text.length : newline).replace(/\r$/, '');
}

function hasOwnComment(facts: ModuleFacts, statement: JsNode): boolean {
  return facts.comments.some(
    ({ end }) => end <= statement.start && facts.text.slice(end, statement.start).trim() === '',
  );
}

/** Behind shebang, directives and the file's header comment, before everything else. */
function headAnchor(facts: ModuleFacts): number {
  const statement = facts.body.find((each) => each['directive'] == null);
  if (!statement) return facts.text.length;
  let at = statement.start;
  for (const comment of facts.comments.toReversed()) {
    if (comment.end > at) continue;
    const gap = facts.text.slice(comment.end, at);
    const isHeader = facts.text.slice(0, comment.start).replace(/^#!.*/, '').trim() === '';
    if (gap.trim() !== '' || /\n\s*\n/.test(gap) || isHeader) break;
    at = comment.start;
  }
  return at;
}
