import type { TextEdit } from '@iama/contracts/patch/patch';
import { applyEdits } from '../../patch/apply-edits.ts';
import type { ArmNode, Span, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Plan } from '../plan/plan.ts';
import type { Work } from '../work/work.ts';
import { emitElse, emitCondition, emitStatementStandIn } from './emit-if.ts';
import { emitElement, emitEmbed, emitSequence } from './emit-markup.ts';
import { emitItems } from './emit-items.ts';
import { declarationOf, emitRemains } from './emit-remains.ts';
import { emitList } from './emit-list.ts';
import { emitLiteral, emitStandIn } from './emit-expression.ts';
import { emitSpread } from './emit-spread.ts';
import type { Emitter } from './emitter.ts';
import { resolveStandIn } from './resolve-stand-in.ts';
import { finishSheet, newSheet, replace } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { thingsIn } from './things.ts';

type NameEdit = (node: SyntaxNode, seed: string) => string;

/** The edits that carry out a round's plans in one file. */
export function emitFile(work: Work, file: SourceFile, idOf: NameEdit): TextEdit[] {
  const sheet = newSheet(file);
  emitterFor(work, file, sheet, idOf).emit(file.root);
  return finishSheet(sheet);
}

function emitterFor(work: Work, file: SourceFile, sheet: Sheet, idOf: NameEdit): Emitter {
  const emitter: Emitter = {
    work,
    file,
    text: file.text,
    sheet,
    planOf: (node) => work.round.plans.get(node),
    idOf,
    emit: (node) => emitNode(emitter, node),
    render: (node) => {
      const scratch = newSheet(file);
      emitterFor(work, file, scratch, idOf).emit(node);
      const moved = finishSheet(scratch).map((edit) => ({
        ...edit,
        start: edit.start - node.start,
        end: edit.end - node.start,
      }));
      return applyEdits(file.text.slice(node.start, node.end), moved);
    },
    list: (statements, inner) => emitList(emitter, statements, inner),
  };
  return emitter;
}

function emitNode(emitter: Emitter, node: SyntaxNode): void {
  const plan = emitter.planOf(node);
  switch (plan?.kind) {
    case 'literal':
      emitLiteral(emitter, node, plan.value, plan.seed);
      return;
    case 'stand_in':
      if (node.role === 'if' && node.form !== 'expression') emitStatementStandIn(emitter, node, plan.node, plan.seed);
      else emitStandIn(emitter, node, plan.seed);
      return;
    case 'sequence':
      emitSequence(emitter, node, plan.nodes, plan.seed);
      return;
    case 'condition':
      emitCondition(emitter, plan);
      return;
    case 'else':
      if (node.role === 'if') emitElse(emitter, node, plan.branch, plan.seed);
      else if (node.role === 'arm') emitDefaultArm(emitter, node, plan.seed);
      return;
    case 'gone':
      emitNothing(emitter, node, plan);
      return;
    case 'contents':
    case undefined:
      if (emitter.work.touched.has(node)) emitInside(emitter, node);
  }
}

/** A statement without braces of its own goes: what it was the body of still needs one. */
function emitNothing(emitter: Emitter, node: SyntaxNode, plan: Plan & { kind: 'gone' }): void {
  const { sheet, file } = emitter;
  const id = emitter.idOf(node, plan.seed);
  if (plan.effects.length === 0) {
    const empty =
      plan.declare.length > 0 ? `{ ${declarationOf(emitter, plan.declare)} }` : (file.dialect.empty_body ?? '{}');
    replace(sheet, node.start, node.end, empty, id);
    return;
  }
  const several = plan.effects.length + plan.declare.length > 1;
  if (several) replace(sheet, node.start, node.start, '{ ', id);
  emitRemains(emitter, node, plan);
  if (several) replace(sheet, node.end, node.end, ' }', id);
}

function emitInside(emitter: Emitter, node: SyntaxNode): void {
  const { rewrites } = emitter.work;
  const rewrite = rewrites.get(node);
  if (rewrite) {
    replace(emitter.sheet, rewrite.span.start, rewrite.span.end, rewrite.text, emitter.idOf(node, rewrite.seed));
    return;
  }
  switch (node.role) {
    case 'unit':
      emitter.list(node.body, node);
      return;
    case 'block':
      emitBlock(emitter, node.body, node.inner, node);
      return;
    case 'class':
      emitClass(emitter, node);
      return;
    case 'switch':
      if (node.subject) emitter.emit(node.subject);
      emitter.list(node.arms, { start: node.arms[0]?.start ?? node.end, end: node.end });
      return;
    case 'arm':
      emitArm(emitter, node);
      return;
    case 'element':
      emitElement(emitter, node);
      return;
    case 'embed':
      emitEmbed(emitter, node);
      return;
    case 'group':
      if (resolveStandIn(emitter, node).target === node) emitter.emit(node.inner);
      else emitStandIn(emitter, node, '');
      return;
    default:
      if (!emitSpread(emitter, node)) emitChildren(emitter, node);
  }
}

/** Children of one kind that stand between commas, and the others each for itself. */
function emitChildren(emitter: Emitter, node: SyntaxNode): void {
  const items = itemsOf(node);
  if (items.length > 0) emitItems(emitter, items, { start: items[0]!.start, end: node.end });
  for (const child of node.children) {
    if (items.includes(child)) continue;
    if (emitter.planOf(child)?.kind === 'gone' && child.role === 'annotation') deleteAnnotation(emitter, child);
    else emitter.emit(child);
  }
}

function itemsOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.role) {
    case 'call':
    case 'annotation':
      return node.args.filter((argument) => !argument.trailing);
    case 'function':
      return node.params;
    case 'list':
      return node.items;
    case 'object':
      return node.entries;
    case 'import':
      return node.items;
    case 'declaration':
      return node.bindings;
    default:
      return [];
  }
}

function deleteAnnotation(emitter: Emitter, node: SyntaxNode): void {
  const { sheet, text } = emitter;
  const space = /^\s*/.exec(text.slice(node.end))?.[0].length ?? 0;
  replace(sheet, node.start, node.end + space, '', emitter.idOf(node, ''));
}

/** Statements between delimiters. Nothing left: what the language wants in an empty body, and no comments. */
function emitBlock(emitter: Emitter, body: readonly SyntaxNode[], inner: Span, node: SyntaxNode): void {
  const { file, sheet, work, text } = emitter;
  const things = thingsIn(emitter, body, inner);
  if (body.length > 0 && things.every((thing) => thing.goes || !thing.node)) {
    const seed = work.round.plans.get(body[0]!)?.seed ?? '';
    const id = emitter.idOf(node, seed);
    const filler = file.dialect.empty_body;
    if (filler !== null) replace(sheet, things[0]!.start, things.at(-1)!.end, filler, id);
    else if (text.slice(inner.start, inner.end).trim() === '') return;
    else if (node.role === 'block' && node.delimiters === 'braces') replace(sheet, inner.start, inner.end, '', id);
    else emitter.list(body, inner);
    return;
  }
  emitter.list(body, inner);
}

function emitClass(emitter: Emitter, node: SyntaxNode & { role: 'class' }): void {
  for (const child of node.children) if (!node.members.includes(child)) emitter.emit(child);
  if (!node.inner) return;
  const constants = node.members.filter((member) => member.role === 'enum_member');
  const others = node.members.filter((member) => member.role !== 'enum_member');
  if (constants.length > 0) {
    const end = others[0]?.start ?? node.inner.end;
    const language = emitter.file.dialect.language;
    if (language === 'python' || language === 'ruby' || language === 'swift')
      emitter.list(constants, { start: node.inner.start, end });
    else emitItems(emitter, constants, { start: node.inner.start, end });
  }
  if (others.length > 0) {
    emitBlock(emitter, others, { start: constants.at(-1)?.end ?? node.inner.start, end: node.inner.end }, node);
  }
}

function emitArm(emitter: Emitter, node: ArmNode): void {
  const { file, sheet } = emitter;
  emitItems(emitter, node.patterns, node);
  if (node.guard) emitGuard(emitter, node, node.guard);
  const first = node.body[0];
  if (!first) return;
  const things = thingsIn(emitter, node.body, { start: first.start, end: node.end });
  if (things.every((thing) => thing.goes || !thing.node) && file.dialect.empty_arm !== null) {
    const seed = emitter.planOf(first)?.seed ?? '';
    replace(sheet, things[0]!.start, things.at(-1)!.end, file.dialect.empty_arm, emitter.idOf(node, seed));
    return;
  }
  emitter.list(node.body, { start: first.start, end: node.end });
}

/** A guard goes with the word that opens it. */
function emitGuard(emitter: Emitter, arm: ArmNode, guard: SyntaxNode): void {
  const plan = emitter.planOf(guard);
  const before = arm.patterns.at(-1);
  if (plan?.kind !== 'gone' || !before) emitter.emit(guard);
  else replace(emitter.sheet, before.end, guard.end, '', emitter.idOf(guard, plan.seed));
}

/** `flag -> a` becomes `else -> a`, `case flag:` becomes `default:`. */
function emitDefaultArm(emitter: Emitter, node: ArmNode, seed: string): void {
  const { sheet, text, file } = emitter;
  const [first, last] = [node.patterns[0]!, node.patterns.at(-1)!];
  const isKotlin = file.dialect.language === 'kotlin';
  const opening = /^(case|when)\b\s*/.exec(text.slice(node.start, first.start));
  const word = isKotlin ? 'else' : file.dialect.language === 'ruby' ? 'else' : 'default';
  replace(sheet, opening ? node.start : first.start, last.end, word, emitter.idOf(node, seed));
  const body = node.body[0];
  if (body) emitter.list(node.body, { start: body.start, end: node.end });
}
