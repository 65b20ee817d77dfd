import { build, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { SyntaxNode } from '../node.ts';

export const PREPROCESSOR: LoweringTable = { preproc_if: conditional };

const MEMBERS = new Set(['compilation_unit', 'declaration_list']);
const STATEMENTS = new Set(['block', 'global_statement', 'switch_section']);

/**
 * `#if … #endif` around whole statements or members. Which branch is compiled is not known: the members of all are there,
 * and statements are a block per branch, so that a jump in one says nothing about the others.
 */
function conditional(node: CstNode, lower: Lower): SyntaxNode {
  const home = node.parent?.kind ?? '';
  if (!MEMBERS.has(home) && !STATEMENTS.has(home)) {
    throw new Unreadable('Conditional compilation cuts a statement in two', node.start);
  }
  const branches = branchesOf(node).map((branch) => branch.map(lower));
  const children = MEMBERS.has(home) ? branches.flat() : branches.flatMap((body) => block(body) ?? []);
  return other(node, node.kind, children, 'some');
}

function block(body: readonly SyntaxNode[]): SyntaxNode | null {
  const [first] = body;
  if (!first) return null;
  const span = { start: first.start, end: body.at(-1)!.end };
  return build('block', span, { delimiters: 'layout', inner: span, body });
}

/** The grammar nests `#elif` and `#else` in what they follow. */
function branchesOf(node: CstNode): readonly (readonly CstNode[])[] {
  const condition = node.field('condition');
  const next = node.first('preproc_elif', 'preproc_else');
  const own = node.named.filter((child) => child !== condition && child !== next);
  return next ? [own, ...branchesOf(next)] : [own];
}
