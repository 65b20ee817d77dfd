import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeString } from '../cst/decode-literal.ts';
import type { Lower } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

/** A string without holes is a literal. Its holes are children. */
export function lowerString(node: CstNode, lower: Lower): SyntaxNode {
  const holes = holesOf(node, lower);
  const isRaw = node.kind === 'multiline_string_literal';
  const body = isRaw ? node.text.slice(3, -3) : node.text.slice(1, -1);
  const value = holes.length > 0 ? null : isRaw ? rawValue(body) : decodeString(body);
  return value === null ? other(node, node.kind, holes, 'none') : build('literal', node, { value });
}

/** Raw strings know no escapes; over several lines they are usually trimmed by a call, which nobody should undo. */
function rawValue(body: string): string | null {
  return body.includes('\n') ? null : body;
}

function holesOf(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  const holes: SyntaxNode[] = [];
  for (const [index, child] of node.children.entries()) {
    if (child.kind === 'interpolation') holes.push(...interpolated(child, lower));
    if (child.kind !== 'string_content' || child.text !== '$') continue;
    // In plain strings the grammar leaves `$name` as two pieces of text.
    const next = node.children[index + 1];
    const name =
      next?.kind === 'string_content' && next.start === child.end ? /^[\p{L}_][\p{L}\p{N}_]*/u.exec(next.text) : null;
    if (name) holes.push(reference(child, child.end + name[0].length, name[0]));
  }
  return holes;
}

function interpolated(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  const isSimple = node.children[0]?.kind === '$';
  return isSimple ? [reference(node, node.end, node.text.slice(1).replaceAll('`', ''))] : node.named.map(lower);
}

/** `$name` can only hold a name: a literal in its place would be read as text. */
function reference(from: CstNode, end: number, name: string): SyntaxNode {
  const span = { start: from.start, end };
  return other(span, 'template_reference', [named({ start: from.start + 1, end }, name)], 'none');
}
