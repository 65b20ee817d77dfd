import type { Span, SyntaxNode } from '../../syntax/node.ts';
import type { Branch, Plan } from '../plan/plan.ts';
import type { Emitter } from './emitter.ts';
import { emitPrelude } from './emit-remains.ts';
import { indentOf, lineEnd, newlineOf, startsLine } from './layout.ts';
import { runsTogether, survivors as survivingStatements } from './runs-together.ts';
import { replace, shift } from './sheet.ts';

type Survivors = (emitter: Emitter, statements: readonly SyntaxNode[], region: Span) => Span | null;

/** A statement becomes the statements inside it: what encloses them is deleted and they move to its indentation. */
export function emitContents(
  emitter: Emitter,
  node: SyntaxNode,
  plan: Plan & { kind: 'contents' },
  survivors: Survivors,
): void {
  const { sheet, text, file } = emitter;
  const id = emitter.idOf(node, plan.seed);
  const indent = indentOf(text, node.start);
  const newline = newlineOf(text);
  const started = plan.effects.length > 0 || plan.declare.length > 0;
  let at = emitPrelude(emitter, node, plan);
  let between = started ? (plan.effects.length > 0 ? file.dialect.statement_end : '') + newline + indent : '';
  const [only] = plan.branches;
  const asBlock = plan.block ? blockWords(file.dialect.language) : null;
  const whole =
    asBlock !== null && plan.branches.length === 1 && only !== undefined && 'role' in only && only.role === 'block';
  const wrapped = asBlock !== null && !whole;
  if (asBlock !== null) between += asBlock + (wrapped ? `{${newline}${indent}  ` : '');
  let above: SyntaxNode | undefined;
  for (const branch of plan.branches) {
    const kept = whole ? spanOf(branch) : survivors(emitter, ...regionOf(branch));
    if (!kept) continue;
    const statements = survivingStatements(emitter, [branch]);
    if (above && statements[0] && runsTogether(emitter, above, statements[0], true)) between += ';';
    above = statements.at(-1) ?? above;
    if (whole) emitter.emit(only);
    replace(sheet, at, kept.start, between, id);
    shift(sheet, kept, contentIndent(emitter, kept, node), wrapped ? `${indent}  ` : indent);
    at = kept.end;
    between = newline + indent + (wrapped ? '  ' : '');
  }
  replace(
    sheet,
    at,
    tailEnd(emitter, node),
    wrapped ? `${newline}${indent}}` : lineBreakAfter(emitter, at, node.end),
    id,
  );
}

function spanOf(branch: Branch): Span | null {
  return 'role' in branch ? { start: branch.start, end: branch.end } : null;
}

/** Statements, and the text around them whose comments are theirs. */
function regionOf(branch: Branch): [readonly SyntaxNode[], Span] {
  if (!('role' in branch)) return [branch, { start: branch[0]!.start, end: branch.at(-1)!.end }];
  return branch.role === 'block' ? [branch.body, branch.inner] : [[branch], branch];
}

/** The indentation that the moved lines have now; the header's own when they begin on its line. */
function contentIndent({ text }: Emitter, kept: Span, node: SyntaxNode): string {
  if (startsLine(text, kept.start)) return indentOf(text, kept.start);
  return indentOf(text, node.start);
}

/** A comment at the end of a kept line must not swallow what follows on the old line. */
function lineBreakAfter({ text, file }: Emitter, at: number, end: number): string {
  const closes = file.comments.some((comment) => comment.kind === 'line' && comment.end === at);
  return closes && text.slice(end, lineEnd(text, end)).trim() !== '' ? newlineOf(text) : '';
}

/** A comment behind the closing brace speaks of what is gone. */
function tailEnd({ text, file }: Emitter, node: SyntaxNode): number {
  if (!text.slice(node.start, node.end).includes('\n')) return node.end;
  const comment = file.comments.find((one) => one.start >= node.end && one.start < lineEnd(text, node.end));
  return comment && text.slice(node.end, comment.start).trim() === '' && comment.end >= lineEnd(text, node.end)
    ? comment.end
    : node.end;
}

/** What opens a block that is there only for its names. */
function blockWords(language: string): string {
  if (language === 'swift') return 'do ';
  return language === 'kotlin' ? 'run ' : '';
}
