import { build, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';
import { isStatement } from './lower-body.ts';
import { isNames, lowerBinding, lowerPlace } from './lower-target.ts';
import type { RubyContext } from './ruby-context.ts';

export function assignments(context: RubyContext): LoweringTable {
  return {
    assignment: (node, lower) => lowerAssignment(node, context, lower),
    operator_assignment: (node, lower) =>
      build('assign', node, {
        operator: node.children[1]!.kind,
        target: lowerPlace(node.children[0]!, lower),
        value: lower(node.children.at(-1)!),
      }),
    rescue_modifier: (node, lower) => other(node, node.kind, node.named.map(lower), 'some'),
    splat_argument: (node, lower) => other(node, node.kind, node.named.map(lower), 'some'),
  };
}

/** A constant is declared wherever it is assigned, a variable where that is a statement of its own and the first. */
function lowerAssignment(node: CstNode, context: RubyContext, lower: Lower): SyntaxNode {
  const target = node.children[0]!;
  const value = lower(node.children.at(-1)!);
  const isConstant = target.kind === 'constant';
  const declares = isStatement(node) && (isConstant || (context.first.has(node) && isNames(target)));
  if (!declares) return build('assign', node, { operator: '=', target: lowerPlace(target, lower), value });
  return build('declaration', node, {
    bindings: [lowerBinding(target, value)],
    constant: isConstant,
    field: isConstant && isInClass(node),
    annotations: [],
    modifiers: [],
    exported: isConstant,
  });
}

function isInClass(node: CstNode): boolean {
  for (let up = node.parent; up; up = up.parent) {
    if (up.kind === 'class' || up.kind === 'module' || up.kind === 'singleton_class') return true;
  }
  return false;
}
