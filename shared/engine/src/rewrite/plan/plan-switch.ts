import type {
  ArmNode,
  BindingNode,
  BlockNode,
  ClassNode,
  FunctionNode,
  SwitchNode,
  SyntaxNode,
} from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { onlyValue } from '../evaluate/only-value.ts';
import type { Constant } from '../program.ts';
import { declaredBy } from '../work/declared-by.ts';
import { contains, walk } from '../work/walk.ts';
import { canBeStatements } from './as-statements.ts';
import { drop, dropAllBut, isDropped, seedOf } from './drop.ts';
import { exitedBefore, jumpsOut, neverEnds } from './exits.ts';
import { forgottenNames } from './forgotten-names.ts';
import { needsBlock } from './needs-block.ts';
import { standIn } from './plan-expression.ts';
import { AS_TEST, AS_VALUE, STAYS } from './planner.ts';
import type { Outcome, Place, Planner, Use } from './planner.ts';

const BREAKS: ReadonlySet<'break' | 'continue'> = new Set(['break']);

/** What becomes of a `switch`, `when`, `match` or `case`: one of its arms, or fewer arms. */
export function planSwitch(planner: Planner, node: SwitchNode, place: Place): Outcome {
  const chosen = node.subject ? chooseArm(planner, node) : chooseByTests(planner, node);
  if (chosen !== undefined && place === 'list') {
    const outcome = takeArm(planner, node, chosen);
    if (outcome) return outcome;
  }
  return keepSwitch(planner, node, place);
}

/** `switch` as an expression whose arm is one value. False: it stays. */
export function planSwitchValue(planner: Planner, node: SwitchNode, use: Use): boolean {
  const chosen = node.subject ? chooseArm(planner, node) : chooseByTests(planner, node);
  const [only] = chosen?.body ?? [];
  const value = only && chosen?.body.length === 1 ? onlyValue(only) : null;
  if (!value || (node.subject && evaluate(planner.work, planner.file, node.subject).residual.length > 0)) return false;
  standIn(planner, node, value, use);
  return true;
}

/** The arm that runs; null when none does; undefined when that cannot be said. */
function chooseArm({ work, file }: Planner, node: SwitchNode): ArmNode | null | undefined {
  const subject = node.subject && work.touched.has(node.subject) ? evaluate(work, file, node.subject).value : undefined;
  if (subject === undefined) return undefined;
  let fallback: ArmNode | null = null;
  for (const arm of node.arms) {
    if (arm.guard) return undefined;
    if (arm.is_default) fallback = arm;
    for (const pattern of arm.patterns) {
      const { value } = evaluate(work, file, pattern);
      if (value === undefined) return undefined;
      if (matches(file, subject, value)) return arm;
    }
  }
  return fallback;
}

/** Python compares with `==`, for which `True` is 1; only the patterns `True` and `False` are compared with `is`. */
function matches(file: SourceFile, subject: Constant, pattern: Constant): boolean {
  if (file.dialect.language !== 'python' || typeof pattern !== 'number') return subject === pattern;
  return (typeof subject === 'boolean' ? Number(subject) : subject) === pattern;
}

/** `when { flag -> … }`: the first arm if its test is true. */
function chooseByTests({ work, file }: Planner, node: SwitchNode): ArmNode | null | undefined {
  for (const arm of node.arms) {
    if (arm.guard) return undefined;
    if (arm.is_default) return arm === node.arms.at(-1) ? arm : undefined;
    const tests = arm.patterns.map((pattern) => evaluate(work, file, pattern));
    if (tests.some((test) => test.residual.length > 0)) return undefined;
    if (tests.some((test) => test.truth === true)) return arm;
    if (!tests.every((test) => test.truth === false)) return undefined;
  }
  return null;
}

function takeArm(planner: Planner, node: SwitchNode, chosen: ArmNode | null): Outcome | null {
  const { work, file } = planner;
  const effects = node.subject && work.program.mode === 'safe' ? evaluate(work, file, node.subject).residual : [];
  const branches = chosen ? branchesOf(node, chosen) : [];
  const living = branches.flatMap((branch) => ('role' in branch ? branch.body : branch));
  const breaks = node.takes_break ? jumpsOut(living, BREAKS, (at) => !isDropped(work, at)) : [];
  if (!canBeStatements(file, effects) || breaks.length > 0 || namesOtherArms(planner, node, living)) return null;
  const seed = seedOf(work, node);
  const declare = forgottenNames(planner, node, living);
  dropAllBut(work, node, [...effects, ...living], seed);
  for (const effect of effects) planner.plan(effect, AS_VALUE);
  const outcome = planner.list(living);
  if (living.length === 0 || outcome.gone) {
    for (const statement of living) drop(work, statement, seed);
    work.round.plans.set(node, { kind: 'gone', effects, declare, seed });
    return { gone: effects.length === 0 && declare.length === 0, exits: false };
  }
  const block = needsBlock(planner, node, branches);
  work.round.plans.set(node, { kind: 'contents', effects, branches, block, declare, seed });
  return outcome;
}

/** Arms share one scope: what stays may name what an arm that goes declares. */
function namesOtherArms({ file }: Planner, node: SwitchNode, living: readonly SyntaxNode[]): boolean {
  return node.arms
    .flatMap((arm) => arm.body)
    .filter((statement) => !living.includes(statement))
    .flatMap(declarationsIn)
    .some((declared) =>
      declaredBy(file, declared)?.references.some((use) => living.some((statement) => contains(statement, use.node))),
    );
}

/** What a statement declares for the block it stands in. */
function declarationsIn(statement: SyntaxNode): (BindingNode | FunctionNode | ClassNode)[] {
  if (statement.role === 'class' || statement.role === 'function') return [statement];
  if (statement.role !== 'declaration') return [];
  const found: BindingNode[] = [];
  walk(statement, (node) => {
    if (node.role === 'binding') found.push(node);
    return node.role !== 'function';
  });
  return found;
}

/** What takes the place of the switch. An arm's only block loses its braces, which Kotlin would take for a lambda. */
function branchesOf(node: SwitchNode, chosen: ArmNode): (BlockNode | readonly SyntaxNode[])[] {
  const bodies = runOf(node, chosen);
  const [only, ...more] = bodies.flat();
  return only?.role === 'block' && more.length === 0 ? [only] : bodies;
}

/** The statements that run from an arm on, without the `break` that ends the switch. */
function runOf(node: SwitchNode, chosen: ArmNode): (readonly SyntaxNode[])[] {
  const arms = node.falls_through ? node.arms.slice(node.arms.indexOf(chosen)) : [chosen];
  const bodies: (readonly SyntaxNode[])[] = [];
  for (const arm of arms) {
    const end = arm.body.findIndex(exitedBefore);
    const last = end < 0 ? undefined : arm.body[end];
    const body = end < 0 ? arm.body : arm.body.slice(0, endsSwitch(node, last) ? end : end + 1);
    const unwrapped = unwrapBlock(node, body);
    if (unwrapped.length > 0) bodies.push(unwrapped);
    if (end >= 0) break;
  }
  return bodies;
}

function endsSwitch({ takes_break }: SwitchNode, last: SyntaxNode | undefined): boolean {
  return takes_break && last?.role === 'break' && last.label === null;
}

/** `case 1: { …; break; }`: the block is only there for the arm, and so is the `break` inside it. */
function unwrapBlock(node: SwitchNode, body: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const [only] = body;
  if (body.length !== 1 || only?.role !== 'block') return body;
  const end = only.body.findIndex(exitedBefore);
  return end >= 0 && end === only.body.length - 1 && endsSwitch(node, only.body[end]) ? only.body.slice(0, end) : body;
}

function keepSwitch(planner: Planner, node: SwitchNode, place: Place): Outcome {
  const { work, file } = planner;
  if (node.subject) planner.plan(node.subject, AS_VALUE);
  let decided = false;
  const exiting = new Set<SyntaxNode>();
  for (const arm of node.arms) {
    if (decided) {
      goes(planner, arm);
      continue;
    }
    const tests = node.subject ? [] : arm.patterns.map((pattern) => evaluate(work, file, pattern));
    const never = tests.length > 0 && tests.every((test) => test.truth === false && test.residual.length === 0);
    const hopeless =
      work.removals.has(arm) ||
      (arm.patterns.length > 0 && arm.patterns.every((pattern) => work.removals.has(pattern)));
    if ((never && !node.falls_through) || hopeless) {
      goes(planner, arm);
      continue;
    }
    if (!node.falls_through && tests.some((test) => test.truth === true && test.residual.length === 0)) {
      decided = true;
      const seed = seedOf(work, arm);
      for (const pattern of arm.patterns) drop(work, pattern, seed);
      work.round.plans.set(arm, { kind: 'else', branch: arm, seed });
    } else {
      for (const pattern of arm.patterns) planner.plan(pattern, node.subject ? AS_VALUE : AS_TEST);
      const guard = arm.guard && planGuard(planner, node, arm, arm.guard);
      if (guard === 'never') {
        goes(planner, arm);
        continue;
      }
      decided = guard === 'always' && arm.patterns.some((pattern) => takesEverything(file, pattern));
    }
    const outcome = planner.list(arm.body);
    if (outcome.exits) exiting.add(arm);
    if (outcome.gone && goesEmpty(planner, node, place)) goes(planner, arm);
  }
  if (
    place === 'list' &&
    node.arms.length > 0 &&
    goesEmpty(planner, node, place) &&
    node.arms.every((arm) => work.round.plans.get(arm)?.kind === 'gone')
  ) {
    const seed = seedOf(work, node);
    dropAllBut(work, node, [], seed);
    work.round.plans.set(node, { kind: 'gone', effects: [], declare: [], seed });
    return { gone: true, exits: false };
  }
  const exits = neverEnds(
    node,
    (arm) => exiting.has(arm),
    (at) => !isDropped(work, at),
  );
  return { ...STAYS, exits };
}

/** The tool that parity follows takes emptied cases out of Swift, although its compiler may miss them. */
function goesEmpty({ work, file }: Planner, node: SwitchNode, place: Place): boolean {
  return (
    work.program.mode === 'parity' && file.dialect.language === 'swift' && node.form === 'statement' && place === 'list'
  );
}

/** A decided guard goes, alone or with its arm, unless the arm above may run into this one. */
function planGuard(planner: Planner, node: SwitchNode, arm: ArmNode, guard: SyntaxNode): 'always' | 'never' | 'stays' {
  const { work, file } = planner;
  const { truth, residual } = evaluate(work, file, guard);
  if (truth !== undefined && residual.length === 0 && work.touched.has(guard)) {
    const above = node.arms[node.arms.indexOf(arm) - 1];
    if (!truth && (!node.falls_through || !above || above.body.some(exitedBefore))) return 'never';
    if (truth && !isShadowing(node, arm, file)) {
      const seed = seedOf(work, guard);
      drop(work, guard, seed);
      work.round.plans.set(guard, { kind: 'gone', effects: [], declare: [], seed });
      return 'always';
    }
  }
  planner.plan(guard, AS_TEST);
  return 'stays';
}

/** Compilers refuse an arm below another one that has the same pattern and no guard. */
function isShadowing(node: SwitchNode, arm: ArmNode, file: SourceFile): boolean {
  if (arm.patterns.some((pattern) => takesEverything(file, pattern))) return false;
  const texts = (of: ArmNode): string[] => of.patterns.map(({ start, end }) => file.text.slice(start, end));
  const own = texts(arm);
  return node.arms.slice(node.arms.indexOf(arm) + 1).some((later) => texts(later).some((text) => own.includes(text)));
}

/** `_`, or a bare name that takes whatever there is. */
function takesEverything(file: SourceFile, pattern: SyntaxNode): boolean {
  return pattern.role === 'binding' ? pattern.type === null : file.text.slice(pattern.start, pattern.end) === '_';
}

function goes({ work }: Planner, arm: ArmNode): void {
  const seed = seedOf(work, arm);
  drop(work, arm, seed);
  work.round.plans.set(arm, { kind: 'gone', effects: [], declare: [], seed });
}
