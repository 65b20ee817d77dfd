import type { SyntaxNode } from '../../syntax/node.ts';
import type { Plan } from '../plan/plan.ts';
import type { Emitter } from './emitter.ts';
import { resolveStandIn } from './resolve-stand-in.ts';

/**
 * JavaScript without semicolons: a statement that has a new neighbour above it and begins with `(` or `[` would be read as
 * part of that neighbour.
 */
export function runsTogether(emitter: Emitter, above: SyntaxNode, below: SyntaxNode, gap: boolean): boolean {
  const { file, text } = emitter;
  if (!file.dialect.language.endsWith('script')) return false;
  const [first, last] = [firstOf(emitter, below), lastOf(emitter, above)];
  if (!gap && first === below && last === above) return false;
  if (!/^[([`+\-/]/.test(leadingText(emitter, first))) return false;
  return ENDS_OPEN.has(last.role) && text[last.end - 1] !== ';';
}

const ENDS_OPEN: ReadonlySet<string> = new Set([
  'expression',
  'declaration',
  'return',
  'throw',
  'break',
  'continue',
  'import',
  'other',
  'call',
  'assign',
]);

function leadingText(emitter: Emitter, node: SyntaxNode): string {
  const inner = node.role === 'expression' ? node.expression : node;
  const { target, parens } = resolveStandIn(emitter, inner);
  // An object that becomes a statement is put in parentheses, or it would be read as a block.
  return parens || target.role === 'object' ? '(' : emitter.text.slice(target.start, target.start + 1);
}

/** The statement that will be read first where `node` stood. */
function firstOf(emitter: Emitter, node: SyntaxNode): SyntaxNode {
  const plan = emitter.planOf(node);
  if (plan?.kind === 'gone' || plan?.kind === 'contents') {
    if (plan.declare.length > 0) return node;
    if (plan.effects[0]) return plan.effects[0];
  }
  if (plan?.kind !== 'contents' || plan.block) return changedAtStart(emitter, node) ? inside(node) : node;
  const first = survivors(emitter, plan.branches).at(0);
  return first ? firstOf(emitter, first) : node;
}

function lastOf(emitter: Emitter, node: SyntaxNode): SyntaxNode {
  const plan = emitter.planOf(node);
  const body = lastBodyOf(node, plan);
  if (body && body.role !== 'block') return lastOf(emitter, body);
  if (plan?.kind !== 'contents' || plan.block) return node;
  const last = survivors(emitter, plan.branches).at(-1);
  return last ? lastOf(emitter, last) : node;
}

/** What ends a statement that holds another one; null when that goes, or when a keyword or bracket stands behind it. */
function lastBodyOf(node: SyntaxNode, plan: Plan | undefined): SyntaxNode | null {
  if (node.role === 'loop') return plan || node.kind === 'do' ? null : node.body;
  if (node.role !== 'if') return null;
  if (plan?.kind === 'condition') return plan.drop === 'otherwise' ? node.then : node.otherwise;
  return plan ? null : (node.otherwise ?? node.then);
}

/** A node that is not its own statement tells `runsTogether` that something is new here. */
function inside(node: SyntaxNode): SyntaxNode {
  return node.role === 'expression' ? node.expression : node;
}

function changedAtStart(emitter: Emitter, node: SyntaxNode): boolean {
  return emitter.work.touched.has(node);
}

/** The statements of some branches that something is left of. */
export function survivors(emitter: Emitter, branches: readonly (SyntaxNode | readonly SyntaxNode[])[]): SyntaxNode[] {
  return branches
    .flatMap((branch): readonly SyntaxNode[] =>
      'role' in branch ? (branch.role === 'block' ? branch.body : [branch]) : branch,
    )
    .filter((node) => {
      const plan = emitter.planOf(node);
      return !(plan?.kind === 'gone' && plan.effects.length === 0 && plan.declare.length === 0);
    });
}
