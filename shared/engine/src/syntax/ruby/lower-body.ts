import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { BlockNode, SyntaxNode } from '../node.ts';
import { layoutSpan } from './layout-span.ts';
import type { RubyContext } from './ruby-context.ts';

const STATEMENTS = new Set([
  'if',
  'loop',
  'switch',
  'try',
  'declaration',
  'return',
  'throw',
  'break',
  'continue',
  'class',
  'block',
  'expression',
]);

const NO_STATEMENTS = new Set(['empty_statement', 'uninterpreted', 'block_parameters']);

/** Nodes whose named children are statements. */
const LISTS = new Set([
  'program',
  'then',
  'else',
  'do',
  'ensure',
  'begin',
  'body_statement',
  'block_body',
  'begin_block',
  'end_block',
]);

/** Whether a node stands where a statement does, so that nobody asks for its value but an implicit return. */
export function isStatement(node: CstNode): boolean {
  const { parent } = node;
  if (!parent) return true;
  if (LISTS.has(parent.kind)) return true;
  return parent.kind.endsWith('_modifier') && parent.kind !== 'rescue_modifier' && parent.children[0] === node;
}

/** The lines of a heredoc belong to the statement that begins it. */
export function lowerStatements(nodes: readonly CstNode[], context: RubyContext, lower: Lower): readonly SyntaxNode[] {
  const statements: SyntaxNode[] = [];
  let last: CstNode | null = null;
  for (const node of nodes) {
    if (NO_STATEMENTS.has(node.kind)) continue;
    const before = statements.at(-1);
    if (node.kind === 'heredoc_body' && before && last && context.cut.has(last)) {
      statements[statements.length - 1] = withHeredoc(before, lower(node));
    } else {
      statements.push(lowerStatement(node, lower));
      last = node;
    }
  }
  return statements;
}

export function lowerStatement(node: CstNode, lower: Lower): SyntaxNode {
  const lowered = lower(node);
  if (STATEMENTS.has(lowered.role) || (lowered.role === 'function' && lowered.name)) return lowered;
  return build('expression', node, { expression: lowered });
}

function withHeredoc(statement: SyntaxNode, heredoc: SyntaxNode): SyntaxNode {
  return { ...statement, end: heredoc.end, children: [...statement.children, heredoc] } as SyntaxNode;
}

/** The statements of a branch or body that has no delimiters of its own. `list` null: there are none. */
export function lowerBody(
  list: CstNode | null,
  from: number,
  to: number,
  context: RubyContext,
  lower: Lower,
  emptyAt = from,
): BlockNode {
  const nodes = (list?.named ?? []).filter((each) => !isClause(each));
  return blockOf(lowerStatements(nodes, context, lower), from, to, context, emptyAt);
}

/** `from` is the end of the header, `to` the start of the word that ends the body. Without statements it stands at `emptyAt`. */
export function blockOf(
  body: readonly SyntaxNode[],
  from: number,
  to: number,
  { text }: RubyContext,
  emptyAt = from,
): BlockNode {
  const inner = layoutSpan(text, from, to);
  const [first, last] = [body[0], body.at(-1)];
  const span = first && last ? spanOf(first, last) : { start: emptyAt, end: emptyAt };
  return build('block', span, { delimiters: 'layout', inner, body });
}

export function isClause(node: CstNode): boolean {
  return node.kind === 'rescue' || node.kind === 'else' || node.kind === 'ensure';
}
