import type { IfNode, SyntaxNode } from '../../syntax/node.ts';
import { evaluate, hasEffects } from '../evaluate/evaluate.ts';
import { declaredBy } from '../work/declared-by.ts';
import { canBeStatements } from './as-statements.ts';
import { drop, dropAllBut, seedOf } from './drop.ts';
import { forgottenNames } from './forgotten-names.ts';
import { needsBlock } from './needs-block.ts';
import { AS_TEST, STAYS } from './planner.ts';
import type { Outcome, Place, Planner } from './planner.ts';

const GONE: Outcome = { gone: true, exits: false };

/** What becomes of an `if` that is a statement. */
export function planIf(planner: Planner, node: IfNode, place: Place): Outcome {
  const { work, file } = planner;
  const test = evaluate(work, file, node.test);
  const effects = work.program.mode === 'parity' ? [] : test.residual;
  const foldable =
    test.truth !== undefined &&
    work.touched.has(node.test) &&
    (effects.length === 0 || (place === 'list' && node.form !== 'modifier' && canBeStatements(file, effects))) &&
    initMayGo(planner, node);
  return foldable
    ? takeBranch(planner, node, place, test.truth !== node.negated, effects)
    : keepIf(planner, node, place);
}

/** What is declared before the test may go when nothing reads it but what goes, and making it has no effects. */
function initMayGo({ work, file }: Planner, node: IfNode): boolean {
  if (!node.init) return true;
  const initial = node.init.role === 'declaration' ? node.init.bindings : null;
  if (!initial) return false;
  return initial.every((binding) => {
    if (!binding.name || (binding.initializer && hasEffects(work, file, binding.initializer))) return false;
    const declared = declaredBy(file, binding);
    return declared !== null && declared.references.every((use) => use.node.start < node.then.start);
  });
}

function takeBranch(
  planner: Planner,
  node: IfNode,
  place: Place,
  takesThen: boolean,
  effects: readonly SyntaxNode[],
): Outcome {
  const { work } = planner;
  const seed = seedOf(work, node.test);
  const taken = takesThen ? node.then : node.otherwise;
  const declare = forgottenNames(planner, node, taken ? [taken] : []);
  if (declare.length > 0 && taken && place !== 'list') return keepIf(planner, node, place);
  dropAllBut(work, node, taken ? [...effects, taken] : effects, seed);
  for (const effect of effects) planner.plan(effect, AS_TEST);
  if (taken?.role === 'if' && place === 'list') return takeChain(planner, node, taken, { effects, declare, seed });
  const outcome = taken ? planner.branch(taken, place) : GONE;
  if (!taken || outcome.gone || isEmpty(taken)) {
    if (taken) drop(work, taken, seed);
    work.round.plans.set(node, { kind: 'gone', effects, declare, seed });
    return { gone: effects.length === 0 && declare.length === 0, exits: outcome.exits };
  }
  if (place === 'list') {
    const block = needsBlock(planner, node, [taken]);
    work.round.plans.set(node, { kind: 'contents', effects, branches: [taken], block, declare, seed });
  } else if (place === 'else' && taken.role !== 'if') {
    work.round.plans.set(node, { kind: 'else', branch: taken, seed });
  } else {
    work.round.plans.set(node, { kind: 'stand_in', node: taken, seed });
  }
  return outcome;
}

interface Remains {
  readonly effects: readonly SyntaxNode[];
  readonly declare: readonly string[];
  readonly seed: string;
}

/** The `else if` takes the place of the `if` in front of it, or becomes what it has become itself. */
function takeChain(planner: Planner, node: IfNode, taken: IfNode, remains: Remains): Outcome {
  const { plans } = planner.work.round;
  const outcome = planIf(planner, taken, 'list');
  const inner = plans.get(taken);
  const effects = [...remains.effects, ...(inner?.kind === 'gone' || inner?.kind === 'contents' ? inner.effects : [])];
  const declare = [...remains.declare, ...(inner?.kind === 'gone' || inner?.kind === 'contents' ? inner.declare : [])];
  if (inner?.kind === 'gone' || inner?.kind === 'contents') {
    plans.set(node, { ...inner, effects, declare });
    plans.delete(taken);
  } else if (effects.length > 0 || declare.length > 0) {
    plans.set(node, { kind: 'contents', branches: [taken], block: false, effects, declare, seed: remains.seed });
  } else
    plans.set(node, { kind: 'stand_in', node: inner?.kind === 'stand_in' ? inner.node : taken, seed: remains.seed });
  return { gone: outcome.gone && effects.length === 0 && declare.length === 0, exits: outcome.exits };
}

function isEmpty(branch: SyntaxNode): boolean {
  return branch.role === 'block' && branch.body.length === 0;
}

function keepIf(planner: Planner, node: IfNode, place: Place): Outcome {
  const { work, file } = planner;
  if (node.init) planner.plan(node.init, AS_TEST);
  planner.plan(node.test, AS_TEST);
  const then = planner.branch(node.then, 'single');
  const otherwise = node.otherwise
    ? planner.branch(node.otherwise, node.otherwise.role === 'if' ? 'else' : 'single')
    : null;
  const exits =
    node.form !== 'modifier' && node.form !== 'guard' && then.exits && otherwise !== null && otherwise.exits;
  const seed = seedOf(work, node);
  const elseIsEmpty = !node.otherwise || otherwise?.gone === true;
  if (then.gone && elseIsEmpty && !node.init) {
    const effects = hasEffects(work, file, node.test) ? [node.test] : [];
    const mayStand = place === 'list' && work.program.mode === 'safe' && canBeStatements(file, effects);
    if (effects.length === 0 || mayStand) {
      dropAllBut(work, node, effects, seed);
      work.round.plans.set(node, { kind: 'gone', effects, declare: [], seed });
      return { gone: effects.length === 0, exits: false };
    }
  }
  if (otherwise?.gone) {
    work.round.plans.set(node, { kind: 'condition', node, drop: 'otherwise', seed });
  } else if (then.gone && node.otherwise && node.otherwise.role !== 'if' && canNegate(node, place)) {
    work.round.plans.set(node, { kind: 'condition', node, drop: 'then', seed });
  }
  return { ...STAYS, exits };
}

/** `if (a) {} else { b }` reads better as `if (!a) { b }`, where that is the whole of it. */
function canNegate(node: IfNode, place: Place): boolean {
  return place !== 'else' && node.form === 'statement' && !node.negated && !node.chained && !node.init;
}
