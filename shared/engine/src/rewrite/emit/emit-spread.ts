import type { SyntaxNode } from '../../syntax/node.ts';
import { spreadOperand, spreadsInto } from '../work/spread.ts';
import type { Emitter } from './emitter.ts';
import { emitItems } from './emit-items.ts';
import { indentOf } from './layout.ts';
import { replace, shift } from './sheet.ts';

/** `...(flag ? { a } : {})` becomes `a`: a literal that was chosen needs no spreading. False: it stays a spread. */
export function emitSpread(emitter: Emitter, node: SyntaxNode): boolean {
  const { file, sheet, text } = emitter;
  const operand = spreadOperand(file, node);
  if (operand === null) return false;
  const literal = chosenIn(emitter, operand);
  if (literal === null || !spreadsInto(node, literal)) return false;
  const items = literal.role === 'list' ? literal.items : literal.entries;
  const stays = items.filter((item) => emitter.planOf(item)?.kind !== 'gone');
  if (stays.length === 0) return false;
  const id = emitter.idOf(node, emitter.planOf(operand)?.seed ?? '');
  const within = text.slice(literal.start + 1, literal.end - 1);
  const start = literal.start + 1 + /^\s*/.exec(within)![0].length;
  const end = literal.end - 1 - /,?\s*$/.exec(within)![0].length;
  replace(sheet, node.start, start, '', id);
  emitItems(emitter, items, { start, end });
  replace(sheet, end, node.end, '', id);
  shift(sheet, { start, end }, indentOf(text, start), indentOf(text, node.start));
  return true;
}

/** What was chosen inside an expression, without parentheses; null when nothing was. */
function chosenIn(emitter: Emitter, operand: SyntaxNode): SyntaxNode | null {
  let at = operand;
  let isChosen = false;
  for (;;) {
    const plan = emitter.planOf(at);
    if (plan?.kind === 'stand_in') [at, isChosen] = [plan.node, true];
    else if (plan === undefined && at.role === 'group') at = at.inner;
    else return isChosen && plan === undefined ? at : null;
  }
}
