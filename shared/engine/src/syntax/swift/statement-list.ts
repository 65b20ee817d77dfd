import { asStatement } from '../cst/as-statement.ts';
import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { BlockNode, SyntaxNode } from '../node.ts';

const BARE = new Set([
  'associatedtype_declaration',
  'defer_statement',
  'deinit_declaration',
  'directive_block',
  'do_statement',
  'enum_entry',
  'fallthrough',
  'labeled_statement',
  'operator_declaration',
  'precedence_group_declaration',
  'subscript_declaration',
  'switch_with_fallthrough',
  'typealias_declaration',
]);

/** Statements in a row, with labels joined to their loops and `#if` … `#endif` to one node. */
export function lowerStatements(nodes: readonly CstNode[], lower: Lower): readonly SyntaxNode[] {
  const statements: SyntaxNode[] = [];
  let at = 0;
  while (at < nodes.length) {
    const node = nodes[at++]!;
    if (node.kind === 'directive') {
      const end = endOfDirective(nodes, at - 1);
      statements.push(directiveBlock(nodes.slice(at - 1, end), lower));
      at = end;
    } else if (node.kind === 'statement_label') {
      const labeled = nodes[at++];
      if (!labeled) throw new Unreadable('A label stands alone', node.start);
      statements.push(withLabel(node, labeled, lower));
    } else if (node.isNamed || node.kind === 'fallthrough') {
      statements.push(asStatement(lower(node), BARE));
    }
  }
  return statements;
}

/** What stands between `{` and `}`: Swift's grammar has no node for a block. */
export function lowerBlock(open: CstNode, close: CstNode, statements: CstNode | null, lower: Lower): BlockNode {
  return build('block', spanOf(open, close), {
    delimiters: 'braces',
    inner: { start: open.end, end: close.start },
    body: statements ? lowerStatements(statements.children, lower) : [],
  });
}

/** The block that begins with the brace at this index. */
export function lowerBlockAt(children: readonly CstNode[], index: number, lower: Lower): BlockNode {
  const rest = children.slice(index);
  const close = rest.find((child) => child.kind === '}')!;
  const inside = rest.slice(1, rest.indexOf(close));
  return lowerBlock(rest[0]!, close, inside.find((child) => child.kind === 'statements') ?? null, lower);
}

function withLabel(label: CstNode, node: CstNode, lower: Lower): SyntaxNode {
  const inner = asStatement(lower(node), BARE);
  const span = { start: label.start, end: inner.end };
  if (inner.role !== 'loop') return other(span, 'labeled_statement', [inner], 'some');
  return { ...inner, ...span, label: label.text.replace(/\s*:$/, '') };
}

function endOfDirective(nodes: readonly CstNode[], start: number): number {
  let depth = 0;
  for (const [index, node] of nodes.entries()) {
    if (index < start || node.kind !== 'directive') continue;
    if (node.text.startsWith('#if')) depth += 1;
    if (node.text.startsWith('#endif')) depth -= 1;
    if (depth <= 0) return depth < 0 ? -1 : index + 1;
  }
  throw new Unreadable('A conditional compilation block cuts a statement in two', nodes[start]!.start);
}

/** Which of its branches is compiled is not known: each is a block of its own. */
function directiveBlock(nodes: readonly CstNode[], lower: Lower): SyntaxNode {
  const marks = nodes.filter((node) => node.kind === 'directive' && isOwn(nodes, node));
  if (marks.length < 2)
    throw new Unreadable('A conditional compilation block cuts a statement in two', nodes[0]!.start);
  const branches = marks.slice(0, -1).map((mark, index) => {
    const next = marks[index + 1]!;
    const inside = nodes.slice(nodes.indexOf(mark) + 1, nodes.indexOf(next));
    const body = lowerStatements(inside, lower);
    const inner = { start: mark.end, end: next.start };
    const span = body[0] ? { start: body[0].start, end: body.at(-1)!.end } : { start: mark.end, end: mark.end };
    return build('block', span, { delimiters: 'layout', inner, body });
  });
  return other(spanOf(nodes[0]!, nodes.at(-1)), 'directive_block', branches, 'some');
}

/** A directive of the outermost `#if` of these nodes. */
function isOwn(nodes: readonly CstNode[], mark: CstNode): boolean {
  let depth = 0;
  for (const node of nodes) {
    if (node.kind !== 'directive') continue;
    if (node.text.startsWith('#if')) depth += 1;
    if (node === mark) return depth === 1;
    if (node.text.startsWith('#endif')) depth -= 1;
  }
  return false;
}
