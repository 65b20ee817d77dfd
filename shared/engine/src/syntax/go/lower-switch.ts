import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, SyntaxNode } from '../node.ts';
import { lowerStatements } from './lower-statement.ts';

export const SWITCHES: LoweringTable = {
  expression_switch_statement: (node, lower) => {
    const value = node.field('value');
    return switchOf(node, value && lower(value), lower);
  },
  type_switch_statement: (node, lower) => switchOf(node, typeGuard(node, lower), lower),
  // Which case runs is nobody's to fold, so its subject is the word itself.
  select_statement: (node, lower) => switchOf(node, other(node.first('select')!, 'select', [], 'some'), lower),
};

const CASES = ['expression_case', 'type_case', 'communication_case', 'default_case'];

/** A `fallthrough` ties arms together: such a switch has arms, and is none of those that a rewrite takes apart. */
function switchOf(node: CstNode, subject: SyntaxNode | null, lower: Lower): SyntaxNode {
  const arms = node.all(...CASES).map((each) => arm(each, lower));
  const init = node.field('initializer');
  const extra = [init && lower(init)];
  const isTied = node.all(...CASES).some((each) => each.first('statement_list')?.has('fallthrough_statement'));
  if (isTied) return other(node, node.kind, [...extra, subject, ...arms], 'some', true);
  return build('switch', node, { subject, arms, falls_through: false, takes_break: true, form: 'statement' }, extra);
}

/** `v := x.(type)` tests the type of `x`, and calls it `v` in each arm. */
function typeGuard(node: CstNode, lower: Lower): SyntaxNode {
  const alias = node.field('alias')?.named[0] ?? null;
  const value = lower(node.field('value')!);
  const end = node.first('{')!.start;
  const close = node.children.filter((child) => child.kind === ')' && child.end <= end).at(-1)!;
  const span = spanOf(alias ?? value, close);
  if (!alias || alias.text === '_') return other(span, 'type_guard', [value], 'none');
  const fields = { name: named(alias, alias.text), type: null, initializer: value };
  return other(span, 'type_guard', [build('binding', spanOf(alias, value), fields)], 'none');
}

function arm(node: CstNode, lower: Lower): ArmNode {
  const isDefault = node.kind === 'default_case';
  const list = node.first('statement_list');
  return build('arm', node, {
    patterns: isDefault ? [] : patternsOf(node).map(lower),
    guard: null,
    body: lowerStatements(list, lower),
    is_default: isDefault,
  });
}

function patternsOf(node: CstNode): readonly CstNode[] {
  if (node.kind === 'communication_case') return [node.field('communication')!];
  if (node.kind === 'expression_case') return node.field('value')!.named;
  return node.fields('type').filter((each) => each.isNamed);
}
