import type { FunctionNode, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { declaredBy } from '../work/declared-by.ts';
import type { Work } from '../work/work.ts';
import { drop, dropAllBut, seedOf } from './drop.ts';
import { exitedBefore, handlerBlock } from './exits.ts';
import { forgottenNames } from './forgotten-names.ts';
import { needsBlock } from './needs-block.ts';
import { planExpression } from './plan-expression.ts';
import { planIf } from './plan-if.ts';
import { planLoop } from './plan-loop.ts';
import { planSpread } from './plan-spread.ts';
import { planSwitch, planSwitchValue } from './plan-switch.ts';
import { AS_TEST, AS_VALUE, STAYS } from './planner.ts';
import type { Outcome, Place, Planner, Use } from './planner.ts';
import { valueWanted } from './value-wanted.ts';

/** Decides for one round what becomes of everything in a file that something is known of. */
export function planFile(work: Work, file: SourceFile): void {
  const planner: Planner = {
    work,
    file,
    plan: (node, use) => plan(planner, node, use),
    statement: (node, place) => planStatement(planner, node, place),
    list: (statements) => planList(planner, statements),
    branch: (node, place) => planBranch(planner, node, place),
  };
  if (work.touched.has(file.root)) planner.list(file.root.body);
}

function plan(planner: Planner, node: SyntaxNode, use: Use): void {
  const { work } = planner;
  if (!work.touched.has(node) || takeAway(planner, node)) return;
  switch (node.role) {
    case 'block':
      planner.list(node.body);
      return;
    case 'class':
      for (const child of node.children) if (!node.members.includes(child)) planner.plan(child, AS_VALUE);
      planner.list(node.members);
      return;
    case 'function':
      planFunction(planner, node);
      return;
    case 'if':
      if (node.form === 'expression' && planExpression(planner, node, use)) return;
      planner.statement(node, 'single');
      return;
    case 'switch':
      if (node.form === 'expression' && planSwitchValue(planner, node, use)) return;
      planner.statement(node, 'single');
      return;
    case 'loop':
    case 'try':
      planner.statement(node, 'single');
      return;
    default:
      if (STATEMENTS.has(node.role)) planner.statement(node, 'single');
      else if (planSpread(planner, node)) return;
      else if (!planExpression(planner, node, use)) for (const child of node.children) planner.plan(child, AS_VALUE);
  }
}

const STATEMENTS: ReadonlySet<string> = new Set(['expression', 'declaration', 'return', 'throw']);

/** Carries out what was decided about this very node. */
function takeAway(planner: Planner, node: SyntaxNode): boolean {
  const { work } = planner;
  const removal = work.removals.get(node);
  if (removal) {
    const { keep, seed } = removal;
    dropAllBut(work, node, keep, seed);
    work.round.plans.set(node, { kind: 'gone', effects: keep, declare: [], seed });
    for (const kept of keep) planner.plan(kept, AS_TEST);
    return true;
  }
  const replacement = work.replacements.get(node);
  if (!replacement) return false;
  dropAllBut(work, node, replacement.by, replacement.seed);
  work.round.plans.set(node, { kind: 'sequence', nodes: replacement.by, seed: replacement.seed });
  for (const part of replacement.by) planner.plan(part, AS_VALUE);
  return true;
}

function planFunction(planner: Planner, node: FunctionNode): void {
  for (const child of node.children) {
    if (child !== node.body) planner.plan(child, AS_VALUE);
    else if (child.role === 'block') planner.list(child.body);
    else planner.plan(child, AS_VALUE);
  }
}

function planBranch(planner: Planner, node: SyntaxNode, place: Place): Outcome {
  if (node.role !== 'block') return planner.statement(node, place === 'list' ? 'single' : place);
  const removed = planner.work.removals.has(node);
  const outcome = planner.list(node.body);
  return removed ? { gone: true, exits: false } : outcome;
}

/** Statements in a row. `gone`: there were some, and none is left. */
function planList(planner: Planner, statements: readonly SyntaxNode[]): Outcome {
  const { work, file } = planner;
  let [alive, exits, ends] = [0, false, false];
  let cut: string | null = null;
  for (const statement of statements) {
    if (cut !== null && !staysAfterExit(file, statement)) {
      const declare = forgottenNames(planner, statement, []);
      drop(work, statement, cut);
      work.round.plans.set(statement, { kind: 'gone', effects: [], declare, seed: cut });
      if (declare.length > 0) alive += 1;
      continue;
    }
    const outcome = planner.statement(statement, 'list');
    if (!outcome.gone) {
      alive += 1;
      ends = outcome.exits;
    }
    if (outcome.exits && !exits) {
      exits = true;
      if (!exitedBefore(statement)) cut = seedOf(work, statement);
    }
  }
  return { gone: statements.length > 0 && alive === 0, exits: endsLast(file) ? ends : exits };
}

/** Go's compiler sees only at the last statement of a function that it returns, whatever stands above. */
function endsLast({ dialect }: SourceFile): boolean {
  return dialect.language === 'go';
}

/** Declarations that code above a `return` may still reach. */
function staysAfterExit(file: SourceFile, node: SyntaxNode): boolean {
  const { language } = file.dialect;
  if (language !== 'javascript' && language !== 'typescript') return node.role === 'class' && node.members.length > 0;
  if (node.role === 'function') return true;
  if (node.role === 'import' || /^export\b/.test(file.text.slice(node.start, node.start + 7))) return true;
  if (node.role !== 'declaration' && node.role !== 'class') return false;
  const names = node.role === 'class' ? [node] : node.bindings;
  return names.some((declared) => {
    const binding = declaredBy(file, declared);
    if (/^var\b/.test(file.text.slice(node.start, node.start + 4))) return false;
    return !binding || binding.references.some((use) => use.node.start < node.start);
  });
}

function planStatement(planner: Planner, node: SyntaxNode, place: Place): Outcome {
  const { work } = planner;
  if (!work.touched.has(node)) return { gone: false, exits: exitedBefore(node) };
  const before = work.removals.get(node);
  if (takeAway(planner, node)) return { gone: before !== undefined && before.keep.length === 0, exits: false };
  switch (node.role) {
    case 'if':
      return planIf(planner, node, place);
    case 'loop':
      return planLoop(planner, node, place);
    case 'switch':
      return planSwitch(planner, node, place);
    case 'expression':
      return planExpressionStatement(planner, node, place);
    case 'block': {
      const outcome = planner.list(node.body);
      if (outcome.gone) {
        const seed = seedOf(work, node);
        drop(work, node, seed);
        work.round.plans.set(node, { kind: 'gone', effects: [], declare: [], seed });
      }
      return outcome;
    }
    case 'try':
      return planTry(planner, node);
    case 'declaration':
      return planDeclaration(planner, node);
    case 'return':
    case 'throw':
      if (node.value) planner.plan(node.value, AS_VALUE);
      return { gone: false, exits: true };
    case 'function':
    case 'class':
      planner.plan(node, AS_VALUE);
      return STAYS;
    case 'break':
    case 'continue':
      return { gone: false, exits: true };
    default:
      if (!planExpression(planner, node, AS_VALUE)) for (const child of node.children) planner.plan(child, AS_VALUE);
      return STAYS;
  }
}

function planExpressionStatement(planner: Planner, node: SyntaxNode & { role: 'expression' }, place: Place): Outcome {
  const { work, file } = planner;
  const { expression } = node;
  if (expression.role === 'if' || expression.role === 'switch' || expression.role === 'loop') {
    const outcome = planner.statement(expression, place);
    const inner = work.round.plans.get(expression);
    if (inner && inner.kind !== 'condition') {
      work.round.plans.set(node, inner);
      work.round.plans.delete(expression);
    }
    return outcome;
  }
  const wanted = valueWanted(file, node);
  const { truth, value, residual } = evaluate(work, file, expression);
  const effects = work.program.mode === 'parity' && expression.role !== 'assign' ? [] : residual;
  if (!wanted && (truth !== undefined || value !== undefined) && !residual.includes(expression)) {
    const seed = seedOf(work, expression);
    dropAllBut(work, node, effects, seed);
    for (const effect of effects) planner.plan(effect, AS_TEST);
    work.round.plans.set(node, { kind: 'gone', effects, declare: [], seed });
    return { gone: effects.length === 0, exits: false };
  }
  if (work.removals.has(expression) || work.replacements.has(expression)) {
    planner.plan(expression, AS_VALUE);
    const inner = work.round.plans.get(expression)!;
    if (inner.kind === 'gone') {
      work.round.plans.set(node, inner);
      return { gone: inner.effects.length === 0, exits: false };
    }
    return STAYS;
  }
  planner.plan(expression, wanted ? AS_VALUE : AS_TEST);
  return { gone: false, exits: exitedBefore(resolved(planner, expression)) };
}

function resolved({ work }: Planner, node: SyntaxNode): SyntaxNode {
  let at = node;
  for (let plan = work.round.plans.get(at); plan?.kind === 'stand_in'; plan = work.round.plans.get(at)) at = plan.node;
  return at;
}

function planDeclaration(planner: Planner, node: SyntaxNode & { role: 'declaration' }): Outcome {
  for (const child of node.children) planner.plan(child, AS_VALUE);
  const { work } = planner;
  const removals = node.bindings.map((binding) => work.removals.get(binding));
  const [first] = removals;
  if (!first || removals.includes(undefined)) return STAYS;
  const effects = removals.flatMap((removal) => removal?.keep ?? []);
  dropAllBut(work, node, effects, first.seed);
  work.round.plans.set(node, { kind: 'gone', effects, declare: [], seed: first.seed });
  return { gone: effects.length === 0, exits: false };
}

function planTry(planner: Planner, node: SyntaxNode & { role: 'try' }): Outcome {
  const { work } = planner;
  const body = planner.branch(node.body, 'single');
  if (body.gone && !node.otherwise && work.program.mode === 'safe') {
    const seed = seedOf(work, node.body);
    const { finalizer } = node;
    const declare = forgottenNames(planner, node, finalizer ? [finalizer] : []);
    dropAllBut(work, node, finalizer ? [finalizer] : [], seed);
    const after = finalizer ? planner.branch(finalizer, 'list') : null;
    const stays = finalizer !== null && after?.gone === false;
    const block = stays && needsBlock(planner, node, [finalizer]);
    work.round.plans.set(
      node,
      stays
        ? { kind: 'contents', effects: [], branches: [finalizer], block, declare, seed }
        : { kind: 'gone', effects: [], declare, seed },
    );
    return after?.gone === false ? after : { gone: declare.length === 0, exits: false };
  }
  const handled = node.handlers.map((handler) => planHandler(planner, handler));
  if (node.otherwise) planner.branch(node.otherwise, 'single');
  const last = node.finalizer ? planner.branch(node.finalizer, 'single') : null;
  return { gone: false, exits: last?.exits === true || (body.exits && handled.every((exits) => exits)) };
}

/** A `catch`: whether control never runs past it. */
function planHandler(planner: Planner, handler: SyntaxNode): boolean {
  const block = handlerBlock(handler);
  if (!block) planner.plan(handler, AS_VALUE);
  else for (const child of handler.children) if (child !== block) planner.plan(child, AS_VALUE);
  return block !== null && planner.branch(block, 'single').exits;
}
