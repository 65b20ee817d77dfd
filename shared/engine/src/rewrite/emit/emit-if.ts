import type { IfNode, SyntaxNode } from '../../syntax/node.ts';
import type { Plan } from '../plan/plan.ts';
import type { Emitter } from './emitter.ts';
import { indentOf, lineStart, startsLine } from './layout.ts';
import { resolveStandIn } from './resolve-stand-in.ts';
import { replace, shift } from './sheet.ts';

/** An `if` that loses one of its branches. */
export function emitCondition(emitter: Emitter, plan: Plan & { kind: 'condition' }): void {
  const { node, seed } = plan;
  const { sheet, file } = emitter;
  const id = emitter.idOf(node, seed);
  const otherwise = node.otherwise!;
  if (plan.drop === 'otherwise') {
    if (node.init) emitter.emit(node.init);
    emitter.emit(node.test);
    emitter.emit(node.then);
    replace(sheet, endOf(emitter, node.then), otherwise.end, '', id);
    return;
  }
  const { test } = node;
  // What is negated is what stands there in the end: a group may have lost its parentheses, a `!` may be gone.
  const { target, parens } = resolveStandIn(emitter, test);
  const negated =
    target.role === 'not'
      ? emitter.render(target.operand)
      : file.dialect.negate(emitter.render(test), !parens && !TIGHT.has(target.role));
  replace(sheet, test.start, test.end, negated, id);
  replace(sheet, node.then.start, otherwise.start, '', id);
  emitter.emit(otherwise);
}

const TIGHT: ReadonlySet<string> = new Set(['name', 'member', 'call', 'index', 'group', 'literal']);

/** Where a branch ends with its comments: a layout block is longer than its last statement. */
function endOf({ file }: Emitter, branch: SyntaxNode): number {
  if (branch.role !== 'block' || branch.delimiters === 'braces') return branch.end;
  const last = file.comments.findLast((comment) => comment.start >= branch.end && comment.end <= branch.inner.end);
  return last?.end ?? branch.end;
}

/** `else if (flag) { … }` becomes `else { … }`, `elif flag:` becomes `else:`. */
export function emitElse(emitter: Emitter, node: IfNode, branch: SyntaxNode, seed: string): void {
  const { sheet, text, file } = emitter;
  const id = emitter.idOf(node, seed);
  const ownKeyword = file.dialect.words.else_if !== null && !isElse(text, node);
  if (!ownKeyword) {
    replace(sheet, node.start, branch.start, '', id);
    emitter.emit(branch);
    replace(sheet, branch.end, node.end, '', id);
    return;
  }
  if (branch === node.then) {
    const then = /^\s*then\b/.exec(text.slice(node.test.end, branch.start))?.[0].length ?? 0;
    replace(sheet, node.keyword.start, node.test.end + then, 'else', id);
    emitter.emit(branch);
    replace(sheet, endOf(emitter, branch), node.end, '', id);
    return;
  }
  replace(sheet, node.start, elseWord(emitter, node), '', id);
  emitter.emit(branch);
}

/** An `if` of its own behind `else`, in a language that also has `elif`. */
function isElse(text: string, node: IfNode): boolean {
  return /^(if|unless)\b/.test(text.slice(node.keyword.start, node.keyword.end));
}

/** Where the `else` in front of an `if`'s last branch is written. */
function elseWord(emitter: Emitter, node: IfNode): number {
  const { text } = emitter;
  const from = endOf(emitter, node.then);
  const at = text.slice(from, node.otherwise!.start).lastIndexOf('else');
  return at < 0 ? node.otherwise!.start : from + at;
}

/**
 * `if` becomes the `else if` or the one statement that is left of it. What follows the last branch (Ruby's `end`) stays where
 * the chain goes on, and the word that opens it is the one for its new place.
 */
export function emitStatementStandIn(emitter: Emitter, node: IfNode, target: SyntaxNode, seed: string): void {
  const { sheet, text, file } = emitter;
  const id = emitter.idOf(node, seed);
  const { words } = file.dialect;
  const chain = target.role === 'if' && target.chained && words.else_if !== null && !isElse(text, target);
  const start = pullUp(emitter, node, target);
  replace(sheet, start, target.start, start < node.start ? ' ' : '', id);
  if (chain && !node.chained) replace(sheet, target.keyword.start, target.keyword.end, words.if, id);
  emitter.emit(target);
  if (!chain) replace(sheet, target.end, node.end, '', id);
}

/** A block that becomes the body of an `if` or loop begins on that one's line. */
function pullUp({ sheet, text }: Emitter, node: IfNode, target: SyntaxNode): number {
  const owner = node.parent;
  const isBody = owner?.role === 'loop' || (owner?.role === 'if' && node !== owner.otherwise);
  if (target.role !== 'block' || target.delimiters !== 'braces' || !isBody || !startsLine(text, node.start)) {
    shift(sheet, target, indentOf(text, target.start), indentOf(text, node.start));
    return node.start;
  }
  shift(sheet, target, indentOf(text, node.start), indentOf(text, owner.start));
  return lineStart(text, node.start) - 1 - (text[lineStart(text, node.start) - 2] === '\r' ? 1 : 0);
}
