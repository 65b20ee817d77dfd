import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, SyntaxNode } from '../node.ts';
import { condition } from './lower-statement.ts';

export const SWITCHES: LoweringTable = { switch_expression: switchOf };

/** Parents in which a `switch` is a statement. */
const STATEMENT_PARENTS = new Set([
  'block',
  'constructor_body',
  'do_statement',
  'enhanced_for_statement',
  'for_statement',
  'if_statement',
  'labeled_statement',
  'program',
  'switch_block_statement_group',
  'while_statement',
]);

function switchOf(node: CstNode, lower: Lower): SyntaxNode {
  const groups = node.field('body')!.named;
  const isStatement = STATEMENT_PARENTS.has(node.parent?.kind ?? '');
  return build('switch', node, {
    subject: condition(node, lower),
    arms: groups.flatMap((group) =>
      group.kind === 'switch_rule' ? [arrowArm(group, isStatement, lower)] : colonArms(group, lower),
    ),
    falls_through: groups.some((group) => group.kind !== 'switch_rule'),
    takes_break: true,
    form: isStatement ? 'statement' : 'expression',
  });
}

/** In an expression, the arm of `case A -> 1;` is the value without its semicolon. */
function arrowArm(node: CstNode, isStatement: boolean, lower: Lower): ArmNode {
  const body = node.named.at(-1)!;
  const value = body.kind === 'expression_statement' && !isStatement ? body.named[0]! : body;
  return build('arm', node, { ...label(node.first('switch_label')!, lower), body: [lower(value)] });
}

/** `case A: case B: stmt` are two arms, and the first runs into the second. */
function colonArms(node: CstNode, lower: Lower): readonly ArmNode[] {
  const labels = node.all('switch_label');
  const statements = node.named.filter((child) => child.kind !== 'switch_label');
  return labels.map((each, index) => {
    const isLast = index === labels.length - 1;
    const colon = node.children[node.children.indexOf(each) + 1]!;
    const body = isLast ? statements : [];
    return build('arm', spanOf(each, body.at(-1) ?? colon), { ...label(each, lower), body: body.map(lower) });
  });
}

function label(node: CstNode, lower: Lower): Pick<ArmNode, 'patterns' | 'guard' | 'is_default'> {
  const guard = node.first('guard');
  return {
    patterns: node.named.filter((child) => child !== guard).map(lower),
    guard: guard && lower(guard.named[0]!),
    is_default: node.has('default'),
  };
}
