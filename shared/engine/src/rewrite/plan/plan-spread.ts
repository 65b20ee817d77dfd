import type { SyntaxNode } from '../../syntax/node.ts';
import { spreadOperand } from '../work/spread.ts';
import { drop, seedOf } from './drop.ts';
import { AS_VALUE } from './planner.ts';
import type { Planner } from './planner.ts';

/** `...(flag ? { a } : {})` goes when nothing is left to spread. False: this is no spread. */
export function planSpread(planner: Planner, node: SyntaxNode): boolean {
  const { work, file } = planner;
  const operand = spreadOperand(file, node);
  if (operand === null) return false;
  planner.plan(operand, AS_VALUE);
  if (!isNothing(planner, node, operand)) return true;
  const seed = seedOf(work, node);
  drop(work, node, seed);
  work.round.plans.set(node, { kind: 'gone', effects: [], declare: [], seed });
  return true;
}

function isNothing({ work, file }: Planner, node: SyntaxNode, operand: SyntaxNode): boolean {
  let at = operand;
  let chosen = false;
  for (;;) {
    const plan = work.round.plans.get(at);
    if (plan?.kind === 'literal') {
      const spreadsNothing = plan.value === false || plan.value === null;
      return spreadsNothing && node.parent?.role === 'object' && file.dialect.language.endsWith('script');
    }
    if (plan?.kind === 'stand_in') [at, chosen] = [plan.node, true];
    else if (at.role === 'group') at = at.inner;
    else break;
  }
  if (!chosen) return false;
  return (at.role === 'object' && at.entries.length === 0) || (at.role === 'list' && at.items.length === 0);
}
