import type { ElementNode, EmbedNode, SyntaxNode } from '../../syntax/node.ts';
import type { Emitter } from './emitter.ts';
import { deletionOf } from './delete-run.ts';
import { endsLine, indentOf, startsLine } from './layout.ts';
import { resolveStandIn } from './resolve-stand-in.ts';
import { replace, shift } from './sheet.ts';

/** What stands between tags: pieces that render nothing any more go with their lines. */
export function emitElement(emitter: Emitter, node: ElementNode): void {
  for (const child of node.children) if (!node.content.includes(child) && !isGone(emitter, child)) emitter.emit(child);
  for (const attribute of node.attributes) {
    if (!isGone(emitter, attribute)) continue;
    const before = /\s*$/.exec(emitter.text.slice(node.start, attribute.start))?.[0].length ?? 0;
    replace(emitter.sheet, attribute.start - before, attribute.end, '', emitter.idOf(attribute, ''));
  }
  for (const piece of node.content) {
    if (rendersNothing(emitter, piece)) deletePiece(emitter, piece);
    else emitter.emit(piece);
  }
}

function isGone(emitter: Emitter, node: SyntaxNode): boolean {
  return emitter.planOf(node)?.kind === 'gone';
}

function rendersNothing(emitter: Emitter, piece: SyntaxNode): boolean {
  const plan = emitter.planOf(piece);
  if (plan?.kind === 'gone') return true;
  if (plan?.kind === 'sequence') return plan.nodes.length === 0;
  if (piece.role !== 'embed' || !piece.expression || !emitter.work.touched.has(piece)) return false;
  const { target } = resolveStandIn(emitter, piece.expression);
  const inner = emitter.planOf(target);
  if (inner?.kind === 'sequence') return inner.nodes.length === 0;
  if (target === piece.expression && inner?.kind !== 'literal') return false;
  const value = inner?.kind === 'literal' ? inner.value : target.role === 'literal' ? target.value : undefined;
  return (
    value === null ||
    typeof value === 'boolean' ||
    value === '' ||
    (target.role === 'name' && target.name === 'undefined')
  );
}

function deletePiece(emitter: Emitter, piece: SyntaxNode): void {
  const { text, sheet } = emitter;
  const whole = startsLine(text, piece.start) && endsLine(text, piece.end);
  const span = whole ? deletionOf(text, piece, null, null) : piece;
  replace(sheet, span.start, span.end, '', emitter.idOf(piece, emitter.planOf(piece)?.seed ?? ''));
}

/** `{flag && <Page />}` between tags becomes `<Page />`, without the braces it was embedded by. */
export function emitEmbed(emitter: Emitter, node: EmbedNode): void {
  const { sheet, text } = emitter;
  const { expression } = node;
  if (!expression) return;
  const { target } = resolveStandIn(emitter, expression);
  const inside = target.role === 'group' ? target.inner : target;
  const bare = node.parent?.role === 'element' && node.parent.content.includes(node);
  const commented = emitter.file.comments.some((one) => one.start >= node.start && one.end <= inside.start);
  if (!bare || target === expression || inside.role !== 'element' || commented) {
    emitter.emit(expression);
    return;
  }
  const id = emitter.idOf(expression, '');
  replace(sheet, node.start, inside.start, '', id);
  emitter.emit(inside);
  replace(sheet, inside.end, node.end, '', id);
  shift(sheet, inside, indentOf(text, inside.start), indentOf(text, node.start));
}

/** A node becomes several that stand inside it: an element its content, a wrapped component itself. */
export function emitSequence(emitter: Emitter, node: SyntaxNode, nodes: readonly SyntaxNode[], seed: string): void {
  const { sheet, text } = emitter;
  const id = emitter.idOf(node, seed);
  const [first, last] = [nodes[0], nodes.at(-1)];
  const bare = node.parent?.role === 'element' && node.parent.content.includes(node);
  if (!first || !last) {
    replace(sheet, node.start, node.end, emitter.file.dialect.words.null, id);
    return;
  }
  const only = nodes.length === 1 && !bare && first.role === 'embed' ? first.expression : null;
  const [start, end] = [only?.start ?? first.start, only?.end ?? last.end];
  const fragment = !bare && !only && (nodes.length > 1 || (first.role === 'other' && node.role === 'element'));
  replace(sheet, node.start, start, fragment ? '<>' : '', id);
  for (const piece of only ? [only] : nodes) {
    if (rendersNothing(emitter, piece)) deletePiece(emitter, piece);
    else emitter.emit(piece);
  }
  replace(sheet, end, node.end, fragment ? '</>' : '', id);
  shift(sheet, { start, end }, indentOf(text, start), indentOf(text, node.start));
}
