import type { SyntaxNode } from '../../syntax/node.ts';
import type { Emitter } from './emitter.ts';

/** How a node's place is filled: by `target`, in parentheses or not. */
export interface Filling {
  readonly target: SyntaxNode;
  readonly parens: boolean;
}

/** What finally stands where `slot` stood, after following stand-ins and opening parentheses that nobody needs any more. */
export function resolveStandIn(emitter: Emitter, slot: SyntaxNode): Filling {
  const { work } = emitter;
  let target = slot;
  let changed = false;
  for (;;) {
    const plan = emitter.planOf(target);
    if (plan?.kind === 'stand_in') {
      target = plan.node;
      changed = true;
    } else if (target.role === 'group' && work.program.mode === 'safe') {
      const inner = target.inner;
      const innerPlan = emitter.planOf(inner);
      if (!changed && innerPlan?.kind !== 'stand_in') break;
      const opened = resolveStandIn(emitter, inner).target;
      if (opened.role === 'group' || !opensSafely(emitter, slot, target, opened)) {
        if (opened.role === 'group' && innerPlan?.kind === 'stand_in') target = opened;
        break;
      }
      target = opened;
      break;
    } else break;
  }
  return { target, parens: target !== slot && target.role !== 'group' && !fits(emitter, slot, target) };
}

/** Parentheses also hold what runs over several lines, and comments. */
function opensSafely(emitter: Emitter, slot: SyntaxNode, group: SyntaxNode, inner: SyntaxNode): boolean {
  const { text, file } = emitter;
  if (text.slice(inner.start, inner.end).includes('\n') && slot.parent?.role !== 'embed' && slot.role !== 'embed')
    return false;
  if (file.comments.some((comment) => comment.start >= group.start && comment.end <= group.end)) return false;
  return fits(emitter, slot, inner);
}

const ATOMS: ReadonlySet<string> = new Set(['name', 'literal', 'member', 'call', 'index', 'list', 'group']);

/** Whether an expression can stand in a slot without parentheses. */
export function fits(emitter: Emitter, slot: SyntaxNode, node: SyntaxNode): boolean {
  const { file, text } = emitter;
  const { parent } = slot;
  if (!parent || node.role === 'group' || node.role === 'block') return true;
  if (
    startsStatement(slot) &&
    /^(\{|function\b|class\b|async\s+function\b|let\s*\[)/.test(text.slice(node.start, node.start + 40))
  ) {
    return !file.dialect.language.endsWith('script');
  }
  const tightness = file.dialect.precedence;
  switch (parent.role) {
    case 'logical': {
      if (node.role === 'logical' && (node.operator === 'coalesce') !== (parent.operator === 'coalesce')) return false;
      const same = node.role === 'logical' && node.operator === parent.operator && parent.left === slot;
      return same || tightness(node) > tightness(parent);
    }
    case 'compare':
    case 'not':
    case 'wrap':
      return ATOMS.has(node.role) || tightness(node) > tightness(parent);
    case 'conditional':
      return tightness(node) > tightness(parent) || (slot === parent.otherwise && node.role === 'conditional');
    case 'member':
    case 'index':
    case 'call':
      if (slot !== parent.children[0]) return node.role !== 'other' || isWhole(text, node);
      return ATOMS.has(node.role) && node.role !== 'literal' && !text.slice(node.start, node.end).includes('?.');
    case 'other':
      return ATOMS.has(node.role) || STATEMENT_LIKE.test(parent.grammar);
    default:
      return node.role !== 'other' || isWhole(text, node);
  }
}

/** Statements that the readers give no role: what stands in them stands alone. */
const STATEMENT_LIKE = /[sS]tatement|[dD]eclaration|[dD]eclarator|template_substitution|interpolation/;

/** An expression that may hold a comma or a loose operator at its top is told by its text: strings and templates are whole. */
function isWhole(text: string, node: SyntaxNode): boolean {
  return !/,/.test(text.slice(node.start, node.end)) || /^[`"'[{]/.test(text.slice(node.start, node.start + 1));
}

/** Whether a slot's first character is the first of a statement, or of an arrow function's body. */
function startsStatement(slot: SyntaxNode): boolean {
  let at = slot;
  while (
    at.parent &&
    at.parent.start === at.start &&
    at.parent.role !== 'expression' &&
    at.parent.role !== 'function'
  ) {
    if (at.parent.role === 'block' || at.parent.role === 'unit') return false;
    at = at.parent;
  }
  if (at.parent?.role === 'expression') return at.parent.start === at.start;
  return at.parent?.role === 'function' && at.parent.body === at;
}
