import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, SyntaxNode } from '../node.ts';
import { lowerOther } from './lower-other.ts';

export const SWITCHES: LoweringTable = {
  switch_statement: (node, lower) => {
    const block = node.field('body')!;
    if (block.has(':')) return lowerOther(node, lower);
    return build('switch', node, {
      subject: subjectOf(node, lower),
      arms: block.named.map((each) => caseArm(each, lower)),
      falls_through: true,
      takes_break: true,
      form: 'statement',
    });
  },
  match_expression: (node, lower) =>
    build('switch', node, {
      subject: subjectOf(node, lower),
      arms: node.field('body')!.named.map((each) => matchArm(each, lower)),
      falls_through: false,
      takes_break: false,
      form: 'expression',
    }),
};

function subjectOf(node: CstNode, lower: Lower): SyntaxNode {
  return lower(node.field('condition')!.named[0]!);
}

function caseArm(node: CstNode, lower: Lower): ArmNode {
  const value = node.kind === 'case_statement' ? node.named[0]! : null;
  const body = node.named.filter((each) => each !== value);
  return build('arm', node, {
    patterns: value ? [lower(value)] : [],
    guard: null,
    body: body.map(lower),
    is_default: value === null,
  });
}

function matchArm(node: CstNode, lower: Lower): ArmNode {
  const conditions = node.first('match_condition_list');
  return build('arm', node, {
    patterns: (conditions?.named ?? []).map(lower),
    guard: null,
    body: [lower(node.named.at(-1)!)],
    is_default: conditions === null,
  });
}
