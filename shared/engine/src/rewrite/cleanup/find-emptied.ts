import type { CallNode, NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { isDead, seedOf } from '../plan/drop.ts';
import { declaredBy } from '../work/declared-by.ts';
import { touch } from '../work/touch.ts';
import { rootOf } from '../work/walk.ts';
import type { Reason, Work } from '../work/work.ts';
import { decidedGuard } from './decided-guard.ts';

const TEST_CALLS: ReadonlySet<string> = new Set([
  'it',
  'test',
  'describe',
  'context',
  'specify',
  'suite',
  'feature',
  'scenario',
  'before',
  'after',
  'beforeEach',
  'afterEach',
  'beforeAll',
  'afterAll',
]);

const CLASS_JOINERS: ReadonlySet<string> = new Set(['clsx', 'classNames', 'classnames', 'cn', 'cx', 'twMerge']);

/** What has become pointless: tests without a body, conditions that always hold, enums without members and the like. */
export function findEmptied(work: Work): boolean {
  let news = false;
  const goes = (node: SyntaxNode, reason: Reason, seed: string): void => {
    if (work.removals.has(node) || isDead(work, node)) return;
    work.removals.set(node, { reason, seed, keep: [] });
    touch(work, node);
    news = true;
  };
  for (const node of work.touched) {
    const file = work.files.get(rootOf(node));
    if (!file) continue;
    if (node.role === 'function' && isEmptied(work, node.body)) {
      const test = testOf(file, node);
      if (test) goes(test, 'test', seedOf(work, node));
    }
    const guard = node.role === 'function' ? decidedGuard(work, file, node) : null;
    if (guard) goes(guard, 'emptied', seedOf(work, node));
    const joined = joinsNothing(work, node);
    if (joined) goes(joined, 'emptied', seedOf(work, node));
    if (node.role === 'class' && isEmptiedEnum(work, node)) goes(node, 'emptied', seedOf(work, node));
  }
  return news;
}

function isEmptied(work: Work, body: SyntaxNode | null): boolean {
  if (body?.role !== 'block' || body.body.length === 0) return false;
  return body.body.every((statement) => {
    const plan = work.round.plans.get(statement);
    return plan?.kind === 'gone' && plan.effects.length === 0 && plan.declare.length === 0;
  });
}

/** The statement or function that a test framework would run with nothing in it. */
function testOf(file: SourceFile, body: SyntaxNode & { role: 'function' }): SyntaxNode | null {
  const { parent } = body;
  if (parent?.role === 'argument' && parent.parent?.role === 'call') {
    const call = parent.parent;
    return TEST_CALLS.has(calledName(call)) && call.parent?.role === 'expression' ? call.parent : null;
  }
  if (body.annotations.some((annotation) => /(^|\.)Test$/.test(annotation.name))) return body;
  const name = body.name?.name ?? '';
  if (file.dialect.language === 'python' && name.startsWith('test_')) return body;
  return file.dialect.language === 'go' && file.path.endsWith('_test.go') && /^Test[A-Z_]/.test(name) ? body : null;
}

function calledName(call: CallNode): string {
  const { callee } = call;
  if (callee.role === 'name') return callee.name;
  return callee.role === 'member' && callee.object?.role === 'name' ? callee.object.name : '';
}

/** `clsx('a', false)`, `clsx({ a: false })`, `[a, false].filter(Boolean)`: the constant says nothing. */
function joinsNothing(work: Work, node: SyntaxNode): SyntaxNode | null {
  const plan = work.round.plans.get(node);
  if (plan?.kind !== 'literal' || (plan.value !== false && plan.value !== null && plan.value !== '')) return null;
  const { parent } = node;
  if (parent?.role === 'argument') return joinsClasses(parent) ? parent : null;
  if (parent?.role === 'entry' && parent.value === node) {
    const object = parent.parent;
    return object?.role === 'object' && object.parent && joinsClasses(object.parent) && hasOwnKeys(object)
      ? parent
      : null;
  }
  if (parent?.role !== 'list') return null;
  const member = parent.parent;
  const call = member?.parent;
  if (member?.role !== 'member' || member.property !== 'filter' || call?.role !== 'call') return null;
  const [filter] = call.args;
  return filter?.value.role === 'name' && filter.value.name === 'Boolean' ? node : null;
}

function joinsClasses(argument: SyntaxNode): boolean {
  const call = argument.role === 'argument' ? argument.parent : null;
  return call?.role === 'call' && call.callee.role === 'name' && CLASS_JOINERS.has(call.callee.name);
}

/** Nothing stands twice, so that no entry takes the place of another. */
function hasOwnKeys({ entries }: NodeOf<'object'>): boolean {
  const keys = entries.map((each) => (each.role === 'entry' ? each.key : null));
  return !keys.includes(null) && new Set(keys).size === keys.length;
}

/** An enum that lost its last member has no values: only parity mode, or nobody naming it, lets it go. */
function isEmptiedEnum(work: Work, node: SyntaxNode & { role: 'class' }): boolean {
  const members = node.members.filter((member) => member.role === 'enum_member');
  if (node.kind !== 'enum' || members.length === 0 || !members.every((member) => work.removals.has(member)))
    return false;
  if (node.members.length > members.length) return false;
  if (work.program.mode === 'parity') return true;
  const file = work.files.get(rootOf(node));
  const binding = file && declaredBy(file, node);
  if (!binding || work.program.links.open(binding)) return false;
  return work.program.links.usesOf(binding).every((use) => isDead(work, use.node));
}
