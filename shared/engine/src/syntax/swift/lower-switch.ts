import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, SyntaxNode } from '../node.ts';
import { lowerPattern } from './lower-pattern.ts';
import { isValueUsed } from './lower-statement.ts';
import { lowerStatements } from './statement-list.ts';

export const SWITCHES: LoweringTable = { switch_statement: switchOf };

function switchOf(node: CstNode, lower: Lower): SyntaxNode {
  const subject = lower(node.children[1]!);
  const entries = node.all('switch_entry');
  if (entries.some(fallsThrough)) {
    const inside = entries.map((entry) => armAsOther(entry, lower));
    return other(node, 'switch_with_fallthrough', [subject, ...inside], 'some');
  }
  return build('switch', node, {
    subject,
    arms: entries.map((entry) => arm(entry, lower)),
    falls_through: false,
    takes_break: true,
    form: isValueUsed(node) ? 'expression' : 'statement',
  });
}

/** An arm that runs into the next is no arm of the common tree: such a switch stays as it is. */
function fallsThrough(entry: CstNode): boolean {
  if (entry.has('fallthrough')) return true;
  return entry.below('simple_identifier', 'fallthrough').some((each) => each.text === 'fallthrough');
}

function arm(node: CstNode, lower: Lower): ArmNode {
  const where = node.first('where_keyword');
  const guard = where && node.children[node.children.indexOf(where) + 1]!;
  return build('arm', node, {
    patterns: node.all('switch_pattern').map((each) => pattern(each, lower)),
    guard: guard && lower(guard),
    body: lowerStatements(node.first('statements')?.children ?? [], lower),
    is_default: node.has('default_keyword'),
  });
}

function pattern(node: CstNode, lower: Lower): SyntaxNode {
  return lowerPattern(node.first('pattern')!, false, lower);
}

function armAsOther(node: CstNode, lower: Lower): SyntaxNode {
  const { patterns, guard, body } = arm(node, lower);
  const [first] = body;
  const block = first
    ? [build('block', spanOf(first, body.at(-1)), { delimiters: 'layout', inner: spanOf(first, body.at(-1)), body })]
    : [];
  return other(node, node.kind, [...patterns, guard, ...block], 'some', true);
}
