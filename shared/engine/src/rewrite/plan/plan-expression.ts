import type { ConditionalNode, IfNode, LogicalNode, SyntaxNode } from '../../syntax/node.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { isBoolean } from '../evaluate/is-boolean.ts';
import { onlyValue } from '../evaluate/only-value.ts';
import type { Constant } from '../program.ts';
import { drop, dropAllBut, seedOf } from './drop.ts';
import { AS_TEST, AS_VALUE } from './planner.ts';
import type { Planner, Use } from './planner.ts';

/** What becomes of an expression whose value is used as `use` says. False: nothing is known here that it could become. */
export function planExpression(planner: Planner, node: SyntaxNode, use: Use): boolean {
  const literal = literalFor(planner, node, use);
  if (literal !== undefined) {
    const seed = seedOf(planner.work, node);
    planner.work.round.plans.set(node, { kind: 'literal', value: literal, seed });
    drop(planner.work, node, seed);
    return true;
  }
  switch (node.role) {
    case 'logical':
      planLogical(planner, node, use);
      return true;
    case 'conditional':
      planChoice(planner, node, node.then, node.otherwise, use);
      return true;
    case 'if': {
      const [then, otherwise] = [onlyValue(node.then), node.otherwise && onlyValue(node.otherwise)];
      if (node.form !== 'expression' || !then || !otherwise || node.init) return false;
      return node.negated
        ? planChoice(planner, node, otherwise, then, use)
        : planChoice(planner, node, then, otherwise, use);
    }
    case 'not':
      planner.plan(node.operand, AS_TEST);
      return true;
    case 'group':
      planner.plan(node.inner, use);
      return true;
    default:
      return false;
  }
}

function literalFor({ work, file }: Planner, node: SyntaxNode, use: Use): Constant | undefined {
  const { value, truth, residual } = evaluate(work, file, node);
  if (residual.length > 0 && (work.program.mode === 'safe' || residual.includes(node))) return undefined;
  if (node.role === 'assign') return undefined;
  const looseEnough = truth !== undefined && !(truth ? use.truthy : use.falsy);
  if (work.facts.has(node)) return work.facts.get(node)?.value;
  if (typeof value === 'string' && !looseEnough) return undefined; // the string in the code keeps its own quotes
  return looseEnough ? truth : value;
}

function planLogical(planner: Planner, node: LogicalNode, use: Use): void {
  const { work, file } = planner;
  const [left, right] = [evaluate(work, file, node.left), evaluate(work, file, node.right)];
  if (node.operator === 'coalesce') {
    if (left.value !== undefined && left.residual.length === 0) {
      return standIn(planner, node, left.value === null ? node.right : node.left, use);
    }
    planner.plan(node.left, AS_VALUE);
    planner.plan(node.right, use);
    return;
  }
  const decisive = node.operator === 'or';
  if (left.truth === decisive && !node.strict) return standIn(planner, node, node.left, use);
  if (left.truth === !decisive && left.residual.length === 0) return standIn(planner, node, node.right, use);
  const rightIsNeutral =
    right.truth === !decisive &&
    right.residual.length === 0 &&
    (work.program.mode === 'parity' ||
      !(decisive ? use.falsy : use.truthy) ||
      (right.value === !decisive && isBoolean(file, node.left)));
  if (rightIsNeutral) return standIn(planner, node, node.left, use);
  planner.plan(node.left, node.strict ? AS_TEST : { truthy: decisive && use.truthy, falsy: !decisive && use.falsy });
  planner.plan(node.right, use);
}

function planChoice(
  planner: Planner,
  node: ConditionalNode | IfNode,
  then: SyntaxNode,
  otherwise: SyntaxNode,
  use: Use,
): boolean {
  const { work, file } = planner;
  const test = evaluate(work, file, node.test);
  if (test.truth !== undefined && (test.residual.length === 0 || work.program.mode === 'parity')) {
    standIn(planner, node, test.truth ? then : otherwise, use);
    return true;
  }
  if (node.role === 'if') return false;
  planner.plan(node.test, AS_TEST);
  planner.plan(then, use);
  planner.plan(otherwise, use);
  return true;
}

/** A node becomes what stands inside it. */
export function standIn(planner: Planner, node: SyntaxNode, target: SyntaxNode, use: Use): void {
  const seed = seedOf(planner.work, node);
  planner.work.round.plans.set(node, { kind: 'stand_in', node: target, seed });
  dropAllBut(planner.work, node, [target], seed);
  planner.plan(target, use);
}
