import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, SyntaxNode } from '../node.ts';

export const SWITCHES: LoweringTable = { switch_statement: statement, switch_expression: expression };

/** Sections without statements run into the next; all others end with a jump, or do not compile. */
function statement(node: CstNode, lower: Lower): SyntaxNode {
  return build('switch', node, {
    subject: lower(node.field('value')!),
    arms: node
      .field('body')!
      .all('switch_section')
      .map((section) => sectionArm(section, lower)),
    falls_through: true,
    takes_break: true,
    form: 'statement',
  });
}

function sectionArm(node: CstNode, lower: Lower): ArmNode {
  const colon = node.children.findIndex((child) => child.kind === ':');
  const body = node.children.slice(colon + 1).filter((child) => child.isNamed);
  const label = node.children.slice(0, colon).filter((child) => child.isNamed);
  const guard = label.find((child) => child.kind === 'when_clause');
  const patterns = label.filter((child) => child !== guard);
  return build('arm', spanOf(node), {
    patterns: patterns.map(lower),
    guard: guard ? lower(guard.named[0]!) : null,
    body: body.map(lower),
    is_default: node.has('default'),
  });
}

function expression(node: CstNode, lower: Lower): SyntaxNode {
  return build('switch', node, {
    subject: lower(node.children[0]!),
    arms: node.all('switch_expression_arm').map((each) => expressionArm(each, lower)),
    falls_through: false,
    takes_break: false,
    form: 'expression',
  });
}

function expressionArm(node: CstNode, lower: Lower): ArmNode {
  const [pattern, ...rest] = node.named;
  const guard = rest.find((child) => child.kind === 'when_clause');
  const isDefault = pattern!.kind === 'discard' && !guard;
  return build('arm', node, {
    patterns: isDefault ? [] : [lower(pattern!)],
    guard: guard ? lower(guard.named[0]!) : null,
    body: [lower(rest.at(-1)!)],
    is_default: isDefault,
  });
}
