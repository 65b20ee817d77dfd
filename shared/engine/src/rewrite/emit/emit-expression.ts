import type { SyntaxNode } from '../../syntax/node.ts';
import type { Emitter } from './emitter.ts';
import { indentOf, isWordCharacter } from './layout.ts';
import { resolveStandIn } from './resolve-stand-in.ts';
import { replace, shift } from './sheet.ts';
import { spellConstant } from './spell-constant.ts';
import type { Constant } from '../program.ts';

/** A node becomes a constant. */
export function emitLiteral(emitter: Emitter, node: SyntaxNode, value: Constant, seed: string): void {
  const { file, sheet, text } = emitter;
  const spelled = spellConstant(file.dialect, value) ?? text.slice(node.start, node.end);
  const hole = typeof value === 'boolean' ? holeAround(emitter, node) : null;
  if (hole) {
    replace(sheet, hole.start, hole.end, spelled, emitter.idOf(node, seed));
    return;
  }
  const shorthand =
    node.parent?.role === 'entry' && node.parent.shorthand ? `${text.slice(node.start, node.end)}: ` : '';
  replace(sheet, node.start, node.end, apart(emitter, node, shorthand + spelled), emitter.idOf(node, seed));
}

/** A node becomes what stands inside it; the rest of it is deleted around that. */
export function emitStandIn(emitter: Emitter, slot: SyntaxNode, seed: string): void {
  const { sheet, text } = emitter;
  const { target, parens } = resolveStandIn(emitter, slot);
  const plan = emitter.planOf(target);
  if (plan?.kind === 'literal') {
    emitLiteralAt(emitter, slot, target, plan.value, seed);
    return;
  }
  const id = emitter.idOf(slot, seed);
  const open = isDetachedCall(emitter, slot, target) ? '(0, ' : parens ? '(' : '';
  const before = needsSpace(text[slot.start - 1], text[target.start]) && open === '' ? ' ' : '';
  const after = needsSpace(text[target.end - 1], text[slot.end]) && open === '' ? ' ' : '';
  replace(sheet, slot.start, target.start, before + open, id);
  emitter.emit(target.role === 'group' ? target.inner : target);
  replace(sheet, target.end, slot.end, (open === '' ? '' : ')') + after, id);
  shift(sheet, target, indentOf(text, target.start), indentOf(text, slot.start));
}

function emitLiteralAt(emitter: Emitter, slot: SyntaxNode, target: SyntaxNode, value: Constant, seed: string): void {
  const spelled = spellConstant(emitter.file.dialect, value) ?? emitter.text.slice(target.start, target.end);
  const hole = typeof value === 'boolean' ? holeAround(emitter, slot) : null;
  if (hole) {
    replace(emitter.sheet, hole.start, hole.end, spelled, emitter.idOf(slot, seed));
    return;
  }
  replace(emitter.sheet, slot.start, slot.end, apart(emitter, slot, spelled), emitter.idOf(slot, seed));
}

/** Ruby's `"a #{flag?}"` is `"a true"`: the hole goes when nothing else stands in it. */
function holeAround({ text }: Emitter, { parent, start, end }: SyntaxNode): SyntaxNode | null {
  if (parent?.role !== 'other' || parent.grammar !== 'interpolation') return null;
  const isAlone = /^#\{\s*$/.test(text.slice(parent.start, start)) && /^\s*\}$/.test(text.slice(end, parent.end));
  return isAlone && !OPEN_ESCAPE.test(text.slice(Math.max(0, parent.start - 8), parent.start)) ? parent : null;
}

/** `\x4` would take the f of `false` for its second digit. */
const OPEN_ESCAPE = /\\(x[\da-f]?|[MCc]\S{0,3})$/;

/** Words must not grow together: `return!x` becomes `return true`. */
function apart({ text }: Emitter, slot: SyntaxNode, inserted: string): string {
  const before = needsSpace(text[slot.start - 1], inserted[0]) ? ' ' : '';
  const after = needsSpace(inserted.at(-1), text[slot.end]) ? ' ' : '';
  return before + inserted + after;
}

function needsSpace(left: string | undefined, right: string | undefined): boolean {
  return isWordCharacter(left) && isWordCharacter(right);
}

/** `(flag && a.b)()` called `b` without `a` as its `this`; `a.b()` would not. */
function isDetachedCall({ file }: Emitter, slot: SyntaxNode, target: SyntaxNode): boolean {
  if (!file.dialect.language.endsWith('script')) return false;
  if (target.role !== 'member' && !(target.role === 'name' && target.name === 'eval')) return false;
  let at = slot;
  while (at.parent?.role === 'group') at = at.parent;
  return at.parent?.role === 'call' && at.parent.callee === at && !at.parent.is_new;
}
