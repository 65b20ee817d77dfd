import type { LoopNode } from '../../syntax/node.ts';
import { evaluate, hasEffects } from '../evaluate/evaluate.ts';
import { canBeStatements } from './as-statements.ts';
import { drop, dropAllBut, isDropped, seedOf } from './drop.ts';
import { jumpsOut } from './exits.ts';
import { forgottenNames } from './forgotten-names.ts';
import { needsBlock } from './needs-block.ts';
import { AS_TEST, AS_VALUE, STAYS } from './planner.ts';
import type { Outcome, Place, Planner } from './planner.ts';

const JUMPS: ReadonlySet<'break' | 'continue'> = new Set(['break', 'continue']);
const BREAKS: ReadonlySet<'break' | 'continue'> = new Set(['break']);

/** What becomes of a loop: it never runs, runs once, or stays. */
export function planLoop(planner: Planner, node: LoopNode, place: Place): Outcome {
  const { work, file } = planner;
  const test = node.test && work.touched.has(node.test) ? evaluate(work, file, node.test) : null;
  const runs = test?.truth === undefined ? undefined : test.truth === (node.kind !== 'until');
  if (test && runs === false && place === 'list') {
    const effects = work.program.mode === 'parity' ? [] : test.residual;
    const outcome =
      canBeStatements(file, effects) && (node.kind !== 'for' || effects.length === 0)
        ? node.kind === 'do'
          ? runOnce(planner, node)
          : skip(planner, node, effects)
        : null;
    if (outcome) return outcome;
  }
  for (const child of node.children) {
    if (child === node.body || child === node.otherwise) continue;
    planner.plan(child, child === node.test ? AS_TEST : AS_VALUE);
  }
  planner.branch(node.body, 'single');
  if (node.otherwise) planner.branch(node.otherwise, 'single');
  const isEndless = runs === true && node.test !== null && work.round.plans.get(node.test)?.kind === 'literal';
  const exits = isEndless && jumpsOut([node.body], BREAKS, (at) => !isDropped(work, at)).length === 0;
  return { ...STAYS, exits };
}

/** The test is false from the start: nothing runs but what stands before it. */
function skip(planner: Planner, node: LoopNode, effects: LoopNode['children']): Outcome | null {
  const { work } = planner;
  const before = node.children.filter(
    (child) => child !== node.body && child !== node.test && child !== node.otherwise,
  );
  if (
    node.kind === 'for' &&
    before.some((child) => child.start < (node.test?.start ?? 0) && runsCode(planner, child))
  ) {
    return null;
  }
  const seed = seedOf(work, node);
  const declare = forgottenNames(planner, node, node.otherwise ? [node.otherwise] : []);
  dropAllBut(work, node, node.otherwise ? [...effects, node.otherwise] : effects, seed);
  for (const effect of effects) planner.plan(effect, AS_TEST);
  const after = node.otherwise ? planner.branch(node.otherwise, 'list') : null;
  if (node.otherwise && after && !after.gone) {
    const block = needsBlock(planner, node, [node.otherwise]);
    work.round.plans.set(node, { kind: 'contents', effects, branches: [node.otherwise], block, declare, seed });
    return after;
  }
  work.round.plans.set(node, { kind: 'gone', effects, declare, seed });
  return { gone: effects.length === 0 && declare.length === 0, exits: false };
}

function runsCode({ work, file }: Planner, node: LoopNode['body']): boolean {
  if (node.role !== 'declaration') return hasEffects(work, file, node);
  return node.bindings.some(
    (binding) => !binding.name || (binding.initializer && hasEffects(work, file, binding.initializer)),
  );
}

/** `do { … } while (false)`: the body once, unless something in it jumps to the loop. */
function runOnce(planner: Planner, node: LoopNode): Outcome | null {
  const { work, file } = planner;
  if (!node.test || evaluate(work, file, node.test).residual.length > 0) return null;
  if (jumpsOut([node.body], JUMPS, (at) => !isDropped(work, at)).length > 0) return null;
  const seed = seedOf(work, node.test);
  dropAllBut(work, node, [node.body], seed);
  const body = planner.branch(node.body, 'list');
  if (body.gone || (node.body.role === 'block' && node.body.body.length === 0)) {
    drop(work, node, seed);
    work.round.plans.set(node, { kind: 'gone', effects: [], declare: [], seed });
    return { gone: true, exits: false };
  }
  const block = needsBlock(planner, node, [node.body]);
  work.round.plans.set(node, { kind: 'contents', effects: [], branches: [node.body], block, declare: [], seed });
  return body;
}
