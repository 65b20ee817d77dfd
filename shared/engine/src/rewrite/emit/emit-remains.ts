import type { SyntaxNode } from '../../syntax/node.ts';
import type { Plan } from '../plan/plan.ts';
import type { Emitter } from './emitter.ts';
import { indentOf, newlineOf } from './layout.ts';
import { resolveStandIn } from './resolve-stand-in.ts';
import { replace, shift } from './sheet.ts';

/** A statement that goes, and leaves expressions that must still run or names that must still be declared. */
export function emitRemains(emitter: Emitter, node: SyntaxNode, plan: Plan & { kind: 'gone' }): void {
  const at = emitPrelude(emitter, node, plan);
  const { sheet, file } = emitter;
  const ends = plan.effects.length > 0 ? file.dialect.statement_end : '';
  replace(sheet, at, node.end, ends, emitter.idOf(node, plan.seed));
}

/**
 * Declarations of forgotten names, then the effects as statements; all but the last statement are ended. Returns how far the
 * node's text is accounted for.
 */
export function emitPrelude(
  emitter: Emitter,
  node: SyntaxNode,
  plan: { readonly effects: readonly SyntaxNode[]; readonly declare: readonly string[]; readonly seed: string },
): number {
  const { sheet, file, text } = emitter;
  const id = emitter.idOf(node, plan.seed);
  const separator = newlineOf(text) + indentOf(text, node.start);
  let at = node.start;
  let written = declarationOf(emitter, plan.declare);
  for (const [index, effect] of plan.effects.entries()) {
    const ended = index > 0 ? file.dialect.statement_end + separator : written === '' ? '' : written + separator;
    const { target } = resolveStandIn(emitter, effect);
    const wrap = needsParens(emitter, target) ? '(' : '';
    replace(sheet, at, effect.start, ended + wrap, id);
    emitter.emit(effect);
    shift(sheet, effect, indentOf(text, effect.start), indentOf(text, node.start));
    if (wrap !== '') replace(sheet, effect.end, effect.end, ')', id);
    at = effect.end;
    written = '';
  }
  if (written !== '') replace(sheet, at, at, written, id);
  return at;
}

/** What reads as something else at the start of a statement: JavaScript's braces, Python's `:=`. */
function needsParens({ file, text }: Emitter, node: SyntaxNode): boolean {
  if (file.dialect.language === 'python')
    return node.role === 'assign' && text.slice(node.start, node.end).includes(':=');
  return /^(\{|function\b|class\b)/.test(text.slice(node.start, node.start + 10));
}

/** Names declared without a value, as the language does it. */
export function declarationOf({ file }: Emitter, names: readonly string[]): string {
  if (names.length === 0) return '';
  if (file.dialect.language === 'ruby') return `${names.join(' = ')} = nil`;
  return `var ${names.join(', ')};`;
}
